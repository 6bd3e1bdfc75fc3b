// @ts-check
// The sandbox's half of Stripe.js: it alone sees card data and talks to the API. A page
// hands over one message port when the frame has loaded; everything else goes through it.

import { call, failAuthentication, parseSecret } from './api.js';
import { CardFields } from './fields.js';
import { languageOf, textsOf, translateError } from './texts.js';

/** @typedef {{role: 'payment'|'api', access: import('./api.js').Access, locale?: string, options: import('./fields.js').Options}} Start */
/** @typedef {{secret: string, drawn: boolean, fields: Record<string, any>}} Confirmation */

/**
 * @param {Start} start
 * @param {MessagePort} port
 */
function serve({ role, access, locale, options }, port) {
  const language = languageOf(locale, navigator.languages);
  const texts = textsOf(language);
  /** @type {(event: string, payload?: unknown) => void} */
  const emit = (event, payload) => port.postMessage({ event, payload });
  const card = role === 'payment' ? new CardFields(texts, language, emit) : null;
  card?.update(options);

  /** @param {import('./api.js').Answer} answer */
  const cut = ({ body }) => {
    if (!body.error) return { intent: body };
    const error = translateError(body.error, texts);
    return { error: { ...error, message: error.message ?? texts.api_connection_error } };
  };

  /** @type {Record<string, (argument: any) => unknown>} */
  const methods = {
    update: (changes) => card?.update(changes),
    focus: () => card?.focus(),
    blur: () => card?.blur(),
    clear: () => card?.clear(),
    validate: () => card?.validate(),
    retrieve: async (/** @type {string} */ secret) => cut(await call(access, 'GET', pathOf(secret), { client_secret: secret })),
    confirm: async (/** @type {Confirmation} */ { secret, drawn, fields }) => {
      const data = drawn ? { payment_method_data: merged(card?.paymentMethod(), fields.payment_method_data) } : {};
      const body = { ...fields, ...data, client_secret: secret, use_stripe_sdk: true };
      const result = cut(await call(access, 'POST', `${pathOf(secret)}/confirm`, body));
      if ('error' in result) card?.mark(result.error.code);
      return result;
    },
    abandon: (/** @type {string} */ url) => failAuthentication(url),
  };

  port.onmessage = async ({ data: { id, method, argument } }) => {
    port.postMessage({ id, result: await methods[method](argument) });
  };
  emit('ready', role === 'payment' ? document.body.offsetHeight : 0);
}

/** @param {string} secret */
function pathOf(secret) {
  const found = parseSecret(secret);
  return `${found?.resource}/${found?.id}`;
}

/**
 * What the card form knows, completed by what the page knows.
 * @param {Record<string, any>} [drawn]
 * @param {Record<string, any>} [given]
 */
function merged(drawn = {}, given = {}) {
  const details = { ...drawn.billing_details, ...given.billing_details };
  const address = { ...drawn.billing_details?.address, ...given.billing_details?.address };
  return { ...given, ...drawn, billing_details: { ...details, ...(Object.keys(address).length > 0 && { address }) } };
}

window.addEventListener('message', function connect(event) {
  const [port] = event.ports;
  if (event.source !== window.parent || event.data?.type !== 'stripe-sandbox-start' || !port) return;
  if (!/^https?:/.test(event.origin)) return;
  window.removeEventListener('message', connect);
  serve(event.data.start, port);
});
