// @ts-check
// The calls that Stripe's own frames make: publishable key, client secret, form bodies.

/** @typedef {{key: string, account?: string}} Access */
/** @typedef {{status: number, body: any}} Answer */

const BASE = new URL('../v1/', import.meta.url);

/**
 * Nested values as Stripe's form pairs: `a[b][0]=v`. Null and undefined are left out.
 * @param {unknown} value
 * @param {string} [name]
 * @returns {[string, string][]}
 */
export function formPairs(value, name = '') {
  if (value === null || value === undefined) return [];
  if (typeof value !== 'object') return [[name, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) => formPairs(inner, name ? `${name}[${key}]` : key));
}

/**
 * The object that a client secret belongs to: its resource and its id.
 * @param {string} secret
 * @returns {{resource: 'payment_intents'|'setup_intents', id: string}|null}
 */
export function parseSecret(secret) {
  const found = /^((pi|seti)_[A-Za-z0-9]+)_secret_[A-Za-z0-9]+$/.exec(secret);
  return found && { resource: found[2] === 'pi' ? 'payment_intents' : 'setup_intents', id: found[1] };
}

/**
 * One call with the publishable key; never rejects: a lost connection is an error answer.
 * @param {Access} access
 * @param {'GET'|'POST'} method
 * @param {string} path
 * @param {Record<string, unknown>} fields
 * @returns {Promise<Answer>}
 */
export async function call(access, method, path, fields) {
  const pairs = formPairs({ ...fields, key: access.key, _stripe_account: access.account });
  const body = new URLSearchParams(pairs);
  const url = new URL(path, BASE);
  if (method === 'GET') url.search = body.toString();
  try {
    const response = await fetch(url, { method, ...(method === 'POST' && { body }), credentials: 'omit' });
    return { status: response.status, body: await response.json() };
  } catch {
    return { status: 0, body: { error: { type: 'api_connection_error' } } };
  }
}

/**
 * Answers the bank's question with "no" for a buyer who closed its window.
 * @param {string} url the page that asked
 * @returns {Promise<void>}
 */
export async function failAuthentication(url) {
  if (new URL(url, BASE).origin !== BASE.origin) return;
  // A failure to say so leaves the intent waiting, from where it can be confirmed again.
  await fetch(url, { method: 'POST', body: new URLSearchParams({ result: 'fail' }), credentials: 'omit' }).catch(() => undefined);
}
