// @ts-check
// An independent client: Stripe's own Node library against the sandbox at SANDBOX_URL. What it
// accepts, Stripe's SDK accepts. One line per check, and a failing exit when one does not hold.

import assert from 'node:assert/strict';
import http from 'node:http';
import Stripe from 'stripe';
import { configure, readyAccount, stripeAt } from '../support/stripe.js';

const base = process.env.SANDBOX_URL;
if (!base) {
  console.error('SANDBOX_URL is not set, for example http://127.0.0.1:3000/sandbox/stripe');
  process.exit(2);
}
const stripe = stripeAt(base);
const PATIENCE = 15_000;
let failures = 0;

/**
 * @template T
 * @param {string} name
 * @param {() => Promise<T>} body
 * @returns {Promise<T|undefined>}
 */
async function check(name, body) {
  try {
    const result = await body();
    console.log(`ok   ${name}`);
    return result;
  } catch (error) {
    failures += 1;
    console.log(`FAIL ${name}\n     ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}

/** A place for webhooks that keeps what arrives and lets one wait for it. */
class Mailbox {
  /** @type {{body: string, signature: string}[]} */
  #arrived = [];
  /** @type {Set<() => void>} */
  #waiting = new Set();
  #server = http.createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    this.#arrived.push({ body: Buffer.concat(parts).toString(), signature: String(request.headers['stripe-signature']) });
    response.writeHead(200).end();
    for (const wake of this.#waiting) wake();
  });

  async open() {
    await new Promise((resolve) => this.#server.listen(0, '127.0.0.1', () => resolve(undefined)));
    const { port } = /** @type {import('node:net').AddressInfo} */ (this.#server.address());
    return `http://127.0.0.1:${port}/webhooks`;
  }

  /**
   * @param {string} type
   * @param {(event: any) => boolean} [which]
   * @returns {Promise<{body: string, signature: string}>}
   */
  async next(type, which = () => true) {
    const deadline = AbortSignal.timeout(PATIENCE);
    for (;;) {
      const found = this.#arrived.find(({ body }) => JSON.parse(body).type === type && which(JSON.parse(body)));
      if (found) return found;
      await new Promise((resolve, reject) => {
        const wake = () => resolve(void this.#waiting.delete(wake));
        this.#waiting.add(wake);
        deadline.onabort = () => reject(new Error(`no ${type} within ${PATIENCE} ms; arrived: ${this.#arrived.map(({ body }) => JSON.parse(body).type).join(', ')}`));
        if (deadline.aborted) reject(new Error(`no ${type} within ${PATIENCE} ms`));
      });
    }
  }

  close() {
    this.#server.close();
    this.#server.closeAllConnections();
  }
}

const mailbox = new Mailbox();
const url = await mailbox.open();

const endpoint = await check('a webhook endpoint for connected accounts has a secret', async () => {
  const made = await stripe.webhookEndpoints.create({ url, connect: true, enabled_events: ['*'], api_version: /** @type {any} */ ('2026-09-30.endive') });
  assert.match(made.secret ?? '', /^whsec_/);
  return made;
});

const account = await check('an account completes its onboarding', async () => {
  const { id } = await readyAccount(stripe, base);
  const ready = await stripe.accounts.retrieve(id);
  assert.equal(ready.charges_enabled, true);
  assert.equal(ready.capabilities?.card_payments, 'active');
  return ready;
});
const merchant = { stripeAccount: account?.id ?? 'acct_missing' };

await check('an onboarding link can be made', async () => {
  const link = await stripe.accountLinks.create({ account: merchant.stripeAccount, type: 'account_onboarding', refresh_url: `${url}/again`, return_url: `${url}/done` });
  assert.match(link.url, /^http/);
});

const payment = {
  amount: 4999, currency: 'ron', application_fee_amount: 200, payment_method: 'pm_card_visa', confirm: true, metadata: { order: '7' },
  automatic_payment_methods: { enabled: true, allow_redirects: /** @type {const} */ ('never') },
};

const intent = await check('a direct charge with an application fee succeeds', async () => {
  const made = await stripe.paymentIntents.create(payment, { ...merchant, idempotencyKey: 'pay-1' });
  assert.equal(made.status, 'succeeded');
  assert.equal(made.application_fee_amount, 200);
  return made;
});

await check('the same idempotency key gives the same payment', async () => {
  const again = await stripe.paymentIntents.create(payment, { ...merchant, idempotencyKey: 'pay-1' });
  assert.equal(again.id, intent?.id);
});

await check('the same key with other parameters is refused', async () => {
  await assert.rejects(
    stripe.paymentIntents.create({ ...payment, amount: 5000 }, { ...merchant, idempotencyKey: 'pay-1' }),
    (error) => error instanceof Stripe.errors.StripeIdempotencyError,
  );
});

await check('the balance transaction comes later, with the fees in it', async () => {
  const id = String(intent?.latest_charge);
  await configure(base, 'clock', { advance_seconds: 5 });
  await configure(base, 'settle');
  const charge = await stripe.charges.retrieve(id, { expand: ['balance_transaction'] }, merchant);
  const booked = /** @type {Stripe.BalanceTransaction} */ (charge.balance_transaction);
  assert.equal(booked.object, 'balance_transaction');
  assert.equal(booked.amount, 4999);
  assert.equal(booked.net, booked.amount - booked.fee);
  assert.equal(booked.fee, booked.fee_details.reduce((sum, { amount }) => sum + amount, 0));
  assert.equal(booked.fee_details.find(({ type }) => type === 'application_fee')?.amount, 200);
});

await check('a webhook verifies with the endpoint’s secret and names the account', async () => {
  const { body, signature } = await mailbox.next('payment_intent.succeeded', ({ data }) => data.object.id === intent?.id);
  const event = stripe.webhooks.constructEvent(body, signature, endpoint?.secret ?? '');
  assert.equal(event.account, merchant.stripeAccount);
  assert.equal(event.api_version, '2026-09-30.endive');
  assert.throws(() => stripe.webhooks.constructEvent(`${body} `, signature, endpoint?.secret ?? ''));
  assert.throws(() => stripe.webhooks.constructEvent(body, signature, 'whsec_other'));
});

await check('charge.updated brings the balance transaction', async () => {
  const { body } = await mailbox.next('charge.updated', ({ data }) => data.object.id === intent?.latest_charge);
  assert.match(JSON.parse(body).data.object.balance_transaction, /^txn_/);
});

await check('a decline is a card error with its payment intent', async () => {
  await assert.rejects(stripe.paymentIntents.create({ ...payment, payment_method: 'pm_card_chargeDeclined' }, merchant), (error) => {
    assert.ok(error instanceof Stripe.errors.StripeCardError);
    assert.equal(error.code, 'card_declined');
    assert.equal(error.decline_code, 'generic_decline');
    assert.equal(error.payment_intent?.status, 'requires_payment_method');
    return true;
  });
});

await check('a fraction of a minor unit is refused', async () => {
  await assert.rejects(stripe.paymentIntents.create({ ...payment, amount: 49.99 }, merchant), (error) => {
    assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError);
    assert.equal(error.param, 'amount');
    return true;
  });
});

await check('removed parameters are refused', async () => {
  await assert.rejects(
    stripe.paymentIntents.create(/** @type {any} */ ({ ...payment, payment_method_types: ['card'] }), merchant),
    (error) => error instanceof Stripe.errors.StripeInvalidRequestError,
  );
});

await check('a refund gives the application fee back in proportion', async () => {
  const refund = await stripe.refunds.create({ payment_intent: intent?.id, amount: 2500, refund_application_fee: true }, merchant);
  assert.equal(refund.status, 'succeeded');
  const charge = await stripe.charges.retrieve(String(intent?.latest_charge), {}, merchant);
  assert.equal(charge.amount_refunded, 2500);
  const fee = await stripe.applicationFees.retrieve(String(charge.application_fee));
  assert.equal(fee.amount_refunded, 100);
});

await check('an unknown object is a 404', async () => {
  await assert.rejects(stripe.paymentIntents.retrieve('pi_none', {}, merchant), (error) => {
    assert.ok(error instanceof Stripe.errors.StripeInvalidRequestError);
    assert.equal(error.statusCode, 404);
    assert.equal(error.code, 'resource_missing');
    return true;
  });
});

await check('lists page through everything once', async () => {
  const seen = [];
  for await (const { id } of stripe.paymentIntents.list({ limit: 1 }, merchant)) seen.push(id);
  assert.equal(new Set(seen).size, seen.length);
  assert.ok(seen.includes(intent?.id ?? ''));
});

mailbox.close();
console.log(failures === 0 ? 'all checks hold' : `${failures} checks failed`);
process.exitCode = failures === 0 ? 0 : 1;
