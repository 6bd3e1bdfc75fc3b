// @ts-check
// Starts the given binary as a person would: empty folder, free port, and its printed address.

import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** @typedef {{id: string, to: string, subject: string, text: string, html: string, links: string[]}} Mail */

const START_PATIENCE = 30_000;
const STOP_PATIENCE = 10_000;
const POLL = 100;

/** @returns {Promise<number>} a port that nobody listens on */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

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
   * @returns {Promise<App>}
   */
  static async start(settings = {}) {
    const binary = process.env.PAYLINKS_BIN;
    if (!binary) throw new Error('PAYLINKS_BIN names no binary');
    const data = await mkdtemp(join(tmpdir(), 'paylinks-'));
    const port = await freePort();
    const child = spawn(binary, [], {
      cwd: data,
      env: {
        PATH: process.env.PATH,
        HOME: data,
        DATA_DIR: join(data, 'data'),
        PORT: String(port),
        HOST: '127.0.0.1',
        ...settings,
      },
    });
    const app = new App(child, data);
    await app.#started(port);
    return app;
  }

  /** @param {number} port */
  async #started(port) {
    const own = new RegExp(`https?://[^\\s"]*:${port}\\b`);
    await new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`no address within ${START_PATIENCE} ms:\n${this.log}`)), START_PATIENCE);
      for (const stream of [this.#process.stdout, this.#process.stderr]) {
        createInterface({ input: stream }).on('line', (line) => {
          this.#log.push(line);
          const found = own.exec(line);
          if (!found || this.url) return;
          this.url = found[0];
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
    const body = await response.json();
    return Array.isArray(body) ? body : body.mails ?? body.messages ?? body.data;
  }

  /**
   * The newest mail to an address, once it is there.
   * @param {string} to
   * @param {{subject?: RegExp, patience?: number}} [which]
   * @returns {Promise<Mail>}
   */
  async mailTo(to, { subject = /./, patience = 10_000 } = {}) {
    const deadline = Date.now() + patience;
    for (;;) {
      const mails = await this.mails();
      const found = mails.find((mail) => mail.to.includes(to) && subject.test(mail.subject));
      if (found) return found;
      if (Date.now() > deadline) throw new Error(`no mail to ${to} matching ${subject}; there are: ${mails.map((mail) => `${mail.to}: ${mail.subject}`).join(', ')}`);
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
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
    if (child.signalCode === 'SIGKILL') throw new Error(`did not end within ${STOP_PATIENCE} ms of SIGTERM`);
  }
}
