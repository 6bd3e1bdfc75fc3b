// @ts-check
// The page of another card: Stripe keeps the card here, then the form tells the server which one it is.

import { appearanceFor, stripeLoaded } from './lib/checkout.js';

/** @typedef {import('@stripe/stripe-js').StripeElementLocale} Locale */

/** @param {HTMLFormElement} form */
async function start(form) {
  const data = /** @type {Record<string, string>} */ ({ ...form.dataset });
  const keep = /** @type {HTMLButtonElement} */ (form.querySelector('#keep'));
  const kept = /** @type {HTMLInputElement} */ (form.elements.namedItem('setup_intent'));
  const message = /** @type {HTMLElement} */ (form.querySelector('#checkout-error'));
  /** @param {string} [words] none takes it away */
  const say = (words = '') => {
    message.textContent = words;
    message.hidden = words === '';
  };
  // The bank's own page has led here, with a card that is kept.
  if (kept.value) return;

  const Stripe = await stripeLoaded(() => say(data.wordUnavailable));
  say();
  const locale = /** @type {Locale} */ (data.locale);
  const stripe = Stripe(data.publishableKey, { stripeAccount: data.account, locale });
  const elements = stripe.elements({ mode: 'setup', currency: data.currency.toLowerCase(), locale, appearance: appearanceFor(form) });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => void elements.update({ appearance: appearanceFor(form) }));
  const card = elements.create('payment', { layout: 'tabs' });
  card.on('loaderror', () => say(data.wordUnavailable));
  card.on('ready', () => {
    keep.disabled = false;
  });
  card.mount('#payment-element');

  /** @type {string|undefined} the secret of a try before: a card that was refused takes another one */
  let secret;
  /** Has the card kept; tells its setup intent, or undefined when it was not. */
  const keepCard = async () => {
    const { error: incomplete } = await elements.submit();
    if (incomplete) return undefined;
    secret ??= await prepare(data.subscription);
    if (!secret) return void say(data.wordUnavailable);
    const { error, setupIntent } = await stripe.confirmSetup({
      elements, clientSecret: secret, confirmParams: { return_url: data.returnUrl }, redirect: 'if_required',
    });
    const intent = setupIntent ?? error?.setup_intent;
    if (intent?.status === 'succeeded') return intent.id;
    return void say(error?.message || data.wordNetwork);
  };
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (keep.getAttribute('aria-busy') === 'true') return;
    for (const state of ['aria-busy', 'aria-disabled']) keep.setAttribute(state, 'true');
    say();
    try {
      const id = await keepCard();
      if (id) {
        kept.value = id;
        return form.submit();
      }
    } catch (error) {
      console.warn(error);
      say(data.wordNetwork);
    }
    for (const state of ['aria-busy', 'aria-disabled']) keep.removeAttribute(state);
  });
}

/**
 * Asks our server for the secret with which a card is kept.
 * @param {string} id
 * @returns {Promise<string|undefined>}
 */
async function prepare(id) {
  const response = await fetch('/fn/prepare-card', { method: 'POST', headers: { Accept: 'application/json' }, body: new URLSearchParams({ id }) });
  const answer = await response.json().catch(() => null);
  return response.ok ? answer?.client_secret : undefined;
}

const form = document.querySelector('form#card');
if (form instanceof HTMLFormElement) void start(form);
