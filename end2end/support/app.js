// @ts-check
// Starts the given binary as a person would: empty folder, free port, and its printed address.

import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { configure } from './stripe.js';

/** @typedef {{id: string, to: string, subject: string, text: string, html: string, links: string[]}} Mail */

const START_PATIENCE = 30_000;
const STOP_PATIENCE = 10_000;
const POLL = 100;
const READY = /^paylinks is running at (http\S+)$/;

/** A running paylinks with data of its own. */
export class App {
  #process;
  #data;
  /** @type {string[]} */
  #log = [];
  url = '';

  /**
   * @param {import('node:child_process').ChildProcessWithoutNullStreams} child
   * @param {string} data
   */
  constructor(child, data) {
    this.#process = child;
    this.#data = data;
  }

  /**
   * Starts PAYLINKS_BIN and waits for the line with its address.
   * @param {Record<string, string>} [settings] further environment variables
   * @param {string} [from] a data folder to start with a copy of; an empty one otherwise
   * @returns {Promise<App>}
   */
  static async start(settings = {}, from) {
    const binary = process.env.PAYLINKS_BIN;
    if (!binary) throw new Error('PAYLINKS_BIN names no binary');
    const data = await mkdtemp(join(tmpdir(), 'paylinks-'));
    if (from) await cp(from, join(data, 'data'), { recursive: true });
    const child = spawn(binary, [], {
      cwd: data,
      env: {
        PATH: process.env.PATH,
        HOME: data,
        PAYLINKS_LISTEN: '127.0.0.1:0',
        PAYLINKS_DATA_DIR: join(data, 'data'),
        // A whole test run signs in more often than one person in one hour may.
        PAYLINKS_RATE_LIMITS: 'off',
        ...settings,
      },
    });
    const app = new App(child, data);
    await app.#started();
    return app;
  }

  async #started() {
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no address within ${START_PATIENCE} ms:\n${this.log}`)), START_PATIENCE);
      for (const stream of [this.#process.stdout, this.#process.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.#log.push(line);
          const [, url] = READY.exec(line) ?? [];
          if (!url || this.url) return;
          this.url = url;
          clearTimeout(timer);
          resolve(undefined);
        });
      }
      this.#process.once('error', reject);
      this.#process.once('exit', (code) => reject(new Error(`ended with ${code} before it was ready:\n${this.log}`)));
    });
  }

  /** What it has printed so far. */
  get log() {
    return this.#log.join('\n');
  }

  /**
   * The mails it has sent, newest first.
   * @returns {Promise<Mail[]>}
   */
  async mails() {
    const response = await fetch(`${this.url}/dev/mailbox.json`);
    if (!response.ok) throw new Error(`the mailbox answered ${response.status}`);
    return response.json();
  }

  /**
   * The newest mail to an address, once it is there.
   * @param {string} to
   * @param {{subject?: RegExp, patience?: number, except?: string[]}} [which] `except` are ids of mails that do not count
   * @returns {Promise<Mail>}
   */
  async mailTo(to, { subject = /./, patience = 10_000, except = [] } = {}) {
    const deadline = Date.now() + patience;
    for (;;) {
      const mails = await this.mails();
      const found = mails.find((mail) => mail.to.includes(to) && !except.includes(mail.id) && subject.test(mail.subject));
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`no mail to ${to} matching ${subject}; there are: ${mails.map((mail) => `${mail.to}: ${mail.subject}`).join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  /** Where the sandbox answers. */
  get stripe() {
    return `${this.url}/sandbox/stripe`;
  }

  /** Lets the sandbox finish what is due: webhooks, balance. */
  async settle() {
    await configure(this.stripe, 'settle');
  }

  /**
   * The calls that made a payment intent, as the sandbox wrote them down.
   * @param {string} [title] of the link
   * @returns {Promise<{account: string, path: string, params: Record<string, any>}[]>}
   */
  async starts(title) {
    const response = await fetch(`${this.stripe}/_config/requests`);
    const { data, schema_violations: violations } = await response.json();
    if (violations.length > 0) throw new Error(`the sandbox broke Stripe's schema: ${violations}`);
    return data.filter(
      (/** @type {any} */ call) =>
        call.method === 'POST' && /\/v1\/payment_intents$/.test(call.path) && call.status === 200 && (!title || call.params.description === title),
    );
  }

  /** Ends it as a service manager would and takes its data away. */
  async stop() {
    const child = this.#process;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_PATIENCE);
      await ended;
      clearTimeout(late);
    }
    await rm(this.#data, { recursive: true, force: true });
    const broken = this.#log.filter((line) => /"level":"ERROR"|panicked at/.test(line));
    if (broken.length > 0) throw new Error(`it logged errors:\n${broken.join('\n')}`);
    if (child.signalCode === 'SIGKILL') throw new Error(`did not end within ${STOP_PATIENCE} ms of SIGTERM`);
  }
}
