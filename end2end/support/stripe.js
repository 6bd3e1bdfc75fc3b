// @ts-check
// Stripe's own Node library, pointed at a sandbox.

import Stripe from 'stripe';

/**
 * A client of the sandbox at `base`, which may have a path: `http://127.0.0.1:3000/sandbox/stripe`.
 * @param {string} base
 * @returns {Stripe}
 */
export function stripeAt(base) {
  const { hostname, port, pathname, protocol } = new URL(base);
  const prefix = pathname.replace(/\/$/, '');
  const plain = Stripe.createNodeHttpClient();
  /** @type {any} */
  const httpClient = Object.create(plain);
  httpClient.makeRequest = (/** @type {any[]} */ ...[host, where, path, ...rest]) =>
    /** @type {any} */ (plain).makeRequest(host, where, prefix + path, ...rest);
  return new Stripe('sk_test_sandbox', {
    host: hostname,
    port: port || '80',
    protocol: protocol === 'https:' ? 'https' : 'http',
    maxNetworkRetries: 0,
    telemetry: false,
    httpClient,
  });
}

/**
 * One of the sandbox's own switches, which Stripe does not have.
 * @param {string} base
 * @param {string} path below `_config/`
 * @param {unknown} [body]
 */
export async function configure(base, path, body = {}) {
  const response = await fetch(`${base.replace(/\/$/, '')}/_config/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`_config/${path} answered ${response.status}: ${await response.text()}`);
}

/**
 * Changes an account behind everybody's back, as Stripe does.
 * @param {string} base
 * @param {string} account
 * @param {Record<string, unknown>} patch
 */
export const patchAccount = (base, account, patch) => configure(base, `accounts/${account}`, patch);

/**
 * A merchant's account that may charge.
 * @param {Stripe} stripe
 * @param {string} base
 */
export async function readyAccount(stripe, base) {
  const account = await stripe.accounts.create({
    type: 'express',
    country: 'RO',
    email: 'shop@example.test',
    capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
  });
  await configure(base, `accounts/${account.id}/complete`);
  return account;
}
