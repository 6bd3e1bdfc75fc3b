// @ts-check
// A small shop around the sandbox, to try the pay page's script without the application:
// strict CSP, the start route, the return page, and the sandbox under the shop's own origin.

import { readFile } from 'node:fs/promises';
import http from 'node:http';
import { extname } from 'node:path';
import { readyAccount, stripeAt } from '../support/stripe.js';
import { elementsPage, payPage } from './page.mjs';

const ROOT = new URL('../../', import.meta.url);
const TYPES = /** @type {Record<string, string>} */ ({ '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' });

/**
 * @param {{sandbox: string, crossOrigin?: boolean}} options
 */
export async function startShop({ sandbox, crossOrigin = false }) {
  const base = sandbox.replace(/\/$/, '');
  const mount = new URL(base).pathname.replace(/\/$/, '');
  const ofSandbox = new RegExp(`^${mount}/(v1|endive|3ds|pages\\.css)\\b`);
  const stripe = stripeAt(base);
  const account = await readyAccount(stripe, base);
  const stripeAccount = { stripeAccount: account.id };
  /** @type {{body: any, key: string|undefined, intent: string}[]} */
  const starts = [];
  /** @type {{refuse: {status: number, body: unknown}|null, drop: number}} */
  const faults = { refuse: null, drop: 0 };
  /** @type {Map<string, {client_secret: string|null, connectedAccountId: string, checkoutSessionId: string}>} */
  const answers = new Map();

  /**
   * @param {http.IncomingMessage} request
   * @param {any} body
   */
  const begin = async (request, body) => {
    const key = String(request.headers['idempotency-key']);
    const repeated = answers.get(key);
    if (repeated) return repeated;
    const known = typeof body.clientSecret === 'string' ? body.clientSecret.split('_secret_')[0] : null;
    const intent = known
      ? await stripe.paymentIntents.retrieve(known, {}, stripeAccount)
      : await stripe.paymentIntents.create({ amount: 14900, currency: 'ron', automatic_payment_methods: { enabled: true }, application_fee_amount: 596 }, { ...stripeAccount, idempotencyKey: key });
    starts.push({ body, key, intent: intent.id });
    const answer = { client_secret: intent.client_secret, connectedAccountId: account.id, checkoutSessionId: `cs-${intent.id.slice(-8)}` };
    answers.set(key, answer);
    return answer;
  };

  const server = http.createServer(async (request, response) => {
    const origin = `http://${request.headers.host}`;
    const url = new URL(request.url ?? '/', origin);
    /** @type {(status: number, type: string, body: string|Buffer) => void} */
    const send = (status, type, body) => {
      const elsewhere = crossOrigin ? ` ${new URL(base).origin}` : '';
      response.writeHead(status, {
        'Content-Type': type,
        'Content-Security-Policy': `default-src 'none'; script-src 'self'${elsewhere}; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'${elsewhere}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      });
      response.end(body);
    };
    try {
      if (ofSandbox.test(url.pathname)) return forward(request, response, new URL(url.pathname + url.search, base).href);
      if (url.pathname.startsWith('/assets/js/') || url.pathname === '/harness.css') {
        const path = url.pathname === '/harness.css' ? 'end2end/harness/harness.css' : `public/js/${url.pathname.slice('/assets/js/'.length)}`;
        return send(200, TYPES[extname(path)], await readFile(new URL(path, ROOT)));
      }
      if (url.pathname.startsWith('/api/')) {
        const body = JSON.parse((await read(request)).toString());
        if (faults.refuse) return send(faults.refuse.status, 'application/json', JSON.stringify(faults.refuse.body));
        const answer = await begin(request, body);
        if (faults.drop > 0) {
          faults.drop -= 1;
          return void request.socket.destroy();
        }
        return send(200, 'application/json', JSON.stringify(answer));
      }
      if (url.pathname === '/elements') return send(200, 'text/html', elementsPage(new Date()));
      const [, slug] = /^\/p\/(\w+)/.exec(url.pathname) ?? [];
      if (!slug) return send(404, 'text/plain', 'not here');
      if (url.pathname.includes('/return/')) return send(200, 'text/html', `<!doctype html><html lang="en"><title>Receipt</title><link rel="icon" href="data:,"><h1>${url.searchParams.get('redirect_status')}</h1>`);
      const stripeJs = slug === 'broken' ? '/nothing/stripe.js' : `${crossOrigin ? base : mount}/endive/stripe.js`;
      return send(200, 'text/html', payPage({ slug, language: url.searchParams.get('lang') === 'en' ? 'en' : 'ro', account: account.id, origin, stripeJs }));
    } catch (error) {
      console.error(error);
      return send(500, 'application/json', '{"error":{"message":"harness failed"}}');
    }
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  return { url: `http://127.0.0.1:${port}`, starts, faults, stripe, stripeAccount, close: () => server.close() };
}

/** @param {http.IncomingMessage} request */
async function read(request) {
  const parts = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}

/**
 * @param {http.IncomingMessage} request
 * @param {http.ServerResponse} response
 * @param {string} target
 */
async function forward(request, response, target) {
  const body = await read(request);
  const headers = /** @type {Record<string, string>} */ ({ ...request.headers });
  const onward = http.request(target, { method: request.method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.on('error', () => response.writeHead(502).end());
  onward.end(body);
}
