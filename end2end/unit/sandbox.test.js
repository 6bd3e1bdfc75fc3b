// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { call, formPairs, parseSecret } from '../../sandbox/assets/js/api.js';
import { languageOf, textsOf, translateError } from '../../sandbox/assets/js/texts.js';

test('nested values become form pairs', () => {
  assert.deepEqual(formPairs({ a: { b: [{ c: 1 }], d: '' }, e: true, f: null, g: undefined }), [['a[b][0][c]', '1'], ['a[d]', ''], ['e', 'true']]);
});

test('a client secret names its object', () => {
  assert.deepEqual(parseSecret('pi_1A_secret_b2'), { resource: 'payment_intents', id: 'pi_1A' });
  assert.deepEqual(parseSecret('seti_1A_secret_b2'), { resource: 'setup_intents', id: 'seti_1A' });
  assert.equal(parseSecret('pi_1A'), null);
  assert.equal(parseSecret('../accounts_secret_x'), null);
});

test('a lost connection is an answer', async (context) => {
  context.mock.method(globalThis, 'fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const answer = await call({ key: 'pk_test' }, 'GET', 'payment_intents/pi_1', {});
  assert.deepEqual(answer, { status: 0, body: { error: { type: 'api_connection_error' } } });
});

test('calls carry the key and the account', async (context) => {
  const seen = context.mock.method(globalThis, 'fetch', () => Promise.resolve(Response.json({ id: 'pi_1' })));
  await call({ key: 'pk_test', account: 'acct_1' }, 'POST', 'payment_intents/pi_1/confirm', { client_secret: 's' });
  const [, request] = /** @type {any} */ (seen.mock.calls[0].arguments);
  assert.equal(String(request.body), 'client_secret=s&key=pk_test&_stripe_account=acct_1');
});

test('both languages have every word of the form', () => {
  const romanian = textsOf('ro');
  for (const name of Object.keys(textsOf('en'))) assert.ok(romanian[name], name);
  assert.equal(languageOf('ro-RO'), 'ro');
  assert.equal(languageOf('auto', ['ro']), 'ro');
  assert.equal(languageOf(undefined), 'en');
  assert.equal(languageOf('fr'), 'en');
});

test('a decline speaks the language of the page', () => {
  const error = { type: 'card_error', code: 'card_declined', decline_code: 'insufficient_funds', message: 'Your card has insufficient funds.' };
  assert.match(translateError(error, textsOf('ro')).message, /bani/);
  assert.equal(translateError(error, textsOf('en')).message, error.message);
});
