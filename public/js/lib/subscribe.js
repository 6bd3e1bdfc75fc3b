// @ts-check
// What follows a click on "Subscribe": the card is kept, the subscription begun, and the bank asked about the first
// payment where it wants to be.

import { post, readRefusal } from './checkout.js';

/** @typedef {import('./checkout.js').Attempt} Attempt */
/** @typedef {import('@stripe/stripe-js').Stripe} Stripe */
/** @typedef {import('@stripe/stripe-js').StripeElements} Elements */
/** @typedef {{return_url: string, payment_method_data: object}} Params */
/**
 * @typedef {object} Page
 * @property {Record<string, string>} data what the server says of the page
 * @property {Attempt|null} known the attempt begun before
 * @property {object} details billing details for Stripe
 * @property {() => Promise<Attempt|null>} begin
 * @property {(attempt: Attempt|null) => void} remember
 * @property {(words: string) => void} say
 */

const PAID = ['succeeded', 'processing'];

/**
 * @param {Stripe} stripe
 * @param {Elements} elements
 * @param {Page} page
 */
export async function subscribe(stripe, elements, { data, known, details, begin, remember, say }) {
  // A first payment that was declined takes another card.
  const attempt = known?.pay ? known : await begin();
  if (!attempt) return;
  const params = {
    return_url: `${data.returnUrl}/${encodeURIComponent(attempt.checkoutSessionId)}`,
    payment_method_data: { billing_details: details },
  };
  const { done, message, refused } = await proceed(stripe, elements, attempt, params, (body) => post(data.startUrl, data.locale, body));
  remember(refused ? null : { ...attempt, paid: done });
  if (done) {
    location.assign(params.return_url);
    await new Promise(() => {});
  }
  say((refused ? readRefusal(refused, data.wordUnavailable).message : message) || data.wordNetwork);
}

/**
 * @param {Stripe} stripe
 * @param {Elements} elements
 * @param {Attempt} attempt gets the first payment's secret while that needs the buyer
 * @param {Params} confirmParams
 * @param {(body: object) => Promise<Response>} send
 * @returns {Promise<{done?: boolean, message?: string, refused?: any}>}
 */
async function proceed(stripe, elements, attempt, confirmParams, send) {
  /** @type {{paymentIntent?: {status: string}, error?: any}} */
  let result;
  if (attempt.pay) {
    result = await stripe.confirmPayment({ elements, clientSecret: attempt.pay, confirmParams, redirect: 'if_required' });
  } else {
    const { error, setupIntent } = await stripe.confirmSetup({
      elements, clientSecret: attempt.clientSecret, confirmParams, redirect: 'if_required',
    });
    // A card that was kept by an earlier try is kept.
    const kept = setupIntent ?? error?.setup_intent;
    if (kept?.status !== 'succeeded') return { message: error?.message };
    const card = typeof kept.payment_method === 'string' ? kept.payment_method : kept.payment_method?.id;
    const response = await send({ paymentMethodId: card, customerId: attempt.customerId });
    const answer = await response.json().catch(() => null);
    if (!response.ok || !answer) return { refused: answer ?? {} };
    if (!answer.client_secret) return { done: true };
    attempt.pay = answer.client_secret;
    if (answer.paymentIntentStatus === 'requires_payment_method') {
      const { paymentIntent } = await stripe.retrievePaymentIntent(answer.client_secret);
      return { message: paymentIntent?.last_payment_error?.message };
    }
    result = await stripe.handleNextAction({ clientSecret: answer.client_secret });
  }
  const intent = result.paymentIntent ?? result.error?.payment_intent;
  return intent && PAID.includes(intent.status) ? { done: true } : { message: result.error?.message };
}
