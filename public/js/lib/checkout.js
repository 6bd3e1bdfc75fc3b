// @ts-check
// What the pay page decides without touching the page: what is sent, what an answer means, and what to do with a payment
// begun before. And what every page with card fields needs: Stripe's script, and how the fields should look.

/** @typedef {{line1?: string, line2?: string, city?: string, postalCode?: string, country?: string}} Address */
/** @typedef {{email?: string, name?: string, phone?: string, code?: string, address?: Address, shippingAddress?: Address, company?: Record<string, string>, customFields?: Record<string, string>, utm?: Record<string, string>, acceptedTerms?: boolean, quantity?: number, amount?: number}} Buyer */
/** @typedef {{clientSecret: string, checkoutSessionId: string, revision: string, paid?: boolean, customerId?: string, pay?: string}} Attempt */
/** @typedef {{kind: 'field', field: string, message: string}|{kind: 'changed'|'failed', message: string}} Refusal */

const STRIPE_PATIENCE = 10_000;
const PLAIN = ['email', 'name', 'phone', 'code'];
const GROUP = /^(address|shippingAddress|company|customFields|utm)\[([^\]]+)\]$/;

/**
 * The buyer's own fields as the server takes them; what is empty is left out.
 * @param {Iterable<[string, unknown]>} entries as `FormData` gives them
 * @returns {Buyer}
 */
export function readBuyer(entries) {
  /** @type {any} */
  const buyer = {};
  for (const [name, value] of entries) {
    const typed = String(value).trim();
    const [, group, part] = GROUP.exec(name) ?? [];
    if (name === 'amount') buyer.amount = readAmount(typed);
    else if (typed === '') continue;
    else if (group) (buyer[group] ??= {})[part] = typed;
    else if (name === 'quantity') buyer.quantity = Number(typed);
    else if (name === 'acceptedTerms') buyer.acceptedTerms = true;
    else if (PLAIN.includes(name)) buyer[name] = typed;
  }
  return buyer;
}

/**
 * An amount as people write it (149,50 or 149.50 or 1.200,00) as a number of major units.
 * @param {string} text
 * @returns {number} NaN when it is not an amount
 */
export function readAmount(text) {
  const plain = text.replace(/[\s\u00a0\u202f]/g, '').replace(/[.,](?=.*[.,])/g, '').replace(',', '.');
  return /^\d+(\.\d{1,2})?$/.test(plain) ? Number(plain) : Number.NaN;
}

/**
 * The whole to pay in minor units.
 * @param {number} counted what the server counted
 * @param {Buyer} buyer
 * @returns {number}
 */
export function totalOf(counted, { amount }) {
  return amount === undefined ? counted : Math.round(amount * 100);
}

/**
 * An amount with its currency, as the page's language writes it.
 * @param {number} minor
 * @param {string} currency
 * @param {string} language
 * @returns {string}
 */
export function formatMoney(minor, currency, language) {
  const figure = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(minor / 100);
  return `${figure}\u00a0${currency}`;
}

/**
 * Which billing details the card form leaves to us, in the words of Stripe's element.
 * @param {Iterable<string>} names the names of the page's own fields
 */
export function leftToUs(names) {
  const ours = new Set(names);
  /** @type {(name: string) => 'never'|'auto'} */
  const rule = (name) => (ours.has(name) ? 'never' : 'auto');
  return {
    name: rule('name'),
    email: rule('email'),
    phone: rule('phone'),
    address: ours.has('address[country]') ? /** @type {const} */ ('never') : /** @type {const} */ ('if_required'),
  };
}

/**
 * The billing details that go with the confirmation: whatever the card form was told not to ask.
 * @param {Iterable<string>} names the names of the page's own fields
 * @param {Buyer} buyer
 */
export function billingDetails(names, { email = '', name = '', phone = '', address = {} }) {
  const ours = new Set(names);
  const { line1 = '', line2 = '', city = '', postalCode = '', country = '' } = address;
  return {
    ...(ours.has('email') && { email }),
    ...(ours.has('name') && { name }),
    ...(ours.has('phone') && { phone }),
    ...(ours.has('address[country]') && { address: { line1, line2, city, state: '', postal_code: postalCode, country } }),
  };
}

/**
 * What a refusal of our server means for the page.
 * @param {any} body the answer, if it was JSON
 * @param {string} fallback words for an answer that says nothing
 * @returns {Refusal}
 */
export function readRefusal(body, fallback) {
  const { message = fallback, code, field } = body?.error ?? {};
  if (code === 'REVISION_CHANGED') return { kind: 'changed', message };
  if (typeof field === 'string' && field !== '') return { kind: 'field', field: inputName(field), message };
  return { kind: 'failed', message };
}

/**
 * What to say at an input that the server refuses, in the page's language.
 * @param {HTMLInputElement|HTMLSelectElement} input
 * @param {string} required words for an empty one
 * @returns {string|undefined}
 */
export function wordOf({ value, dataset }, required) {
  return value ? dataset.word : required;
}

/**
 * The name of the input that a field path of the server means: `address.city` is `address[city]`.
 * @param {string} path
 * @returns {string}
 */
export function inputName(path) {
  const [first, ...rest] = path.replace(/^\//, '').split(/[./]/);
  return first + rest.map((part) => `[${part}]`).join('');
}

/**
 * Stripe's appearance from our colours, which have to be plain `rgb()`.
 * @param {(token: string) => string} colour the resolved colour of a custom property
 * @param {string} fontFamily
 * @returns {import('@stripe/stripe-js').Appearance}
 */
export function appearanceOf(colour, fontFamily) {
  const [surface, ink, quiet, line, focus] = ['--surface', '--ink', '--ink-3', '--line-control', '--accent-line'].map(colour);
  return {
    theme: isDark(surface) ? 'night' : 'stripe',
    variables: {
      colorPrimary: colour('--accent'),
      colorBackground: surface,
      colorText: ink,
      colorTextSecondary: quiet,
      colorTextPlaceholder: quiet,
      colorDanger: colour('--bad-ink'),
      borderRadius: '10px',
      fontFamily,
      fontSizeBase: '16px',
      spacingUnit: '4px',
    },
    rules: {
      '.Input': { border: `1px solid ${line}`, boxShadow: 'none' },
      '.Input:focus': { borderColor: focus, boxShadow: `0 0 0 3px ${focus.replace(')', ', 0.3)')}` },
      '.Label': { fontSize: '13px', fontWeight: '500', color: ink },
    },
  };
}

/**
 * Whether light text belongs on a colour.
 * @param {string} rgb `rgb(r, g, b)`
 * @returns {boolean}
 */
export function isDark(rgb) {
  const [red, green, blue] = (rgb.match(/[\d.]+/g) ?? []).map(Number);
  return red * 0.299 + green * 0.587 + blue * 0.114 < 128;
}

/**
 * Where an attempt to pay is remembered in this tab.
 * @param {string} action the pay page's own path
 * @returns {string}
 */
export function attemptKey(action) {
  return `paylinks:attempt:${new URL(action, 'http://page').pathname}`;
}

/**
 * A remembered attempt, or null when nothing usable was stored.
 * @param {string|null} stored
 * @returns {Attempt|null}
 */
export function readAttempt(stored) {
  try {
    const found = JSON.parse(stored ?? 'null');
    return typeof found?.clientSecret === 'string' && typeof found.checkoutSessionId === 'string' ? found : null;
  } catch {
    return null;
  }
}

/**
 * What to do with an attempt found on arrival: its receipt, another try with it, or a new one.
 * A finished payment is shown again only to somebody who came back, not to somebody who came anew.
 * @param {Attempt} attempt
 * @param {string} status of its payment intent
 * @param {{revision: string, arrival: string}} page `arrival` is the navigation type
 * @returns {'receipt'|'reuse'|'forget'}
 */
export function resumption(attempt, status, { revision, arrival }) {
  if (['succeeded', 'processing', 'requires_capture'].includes(status)) {
    return attempt.paid && arrival === 'navigate' ? 'forget' : 'receipt';
  }
  const open = ['requires_payment_method', 'requires_confirmation', 'requires_action'].includes(status);
  return open && attempt.revision === revision ? 'reuse' : 'forget';
}

/**
 * The receipt's address with the parameters that Stripe's own redirect would add.
 * @param {string} returnUrl
 * @param {Attempt} attempt
 * @param {{id: string, status: string}} intent
 * @returns {string}
 */
export function receiptUrl(returnUrl, attempt, { id, status }) {
  const url = new URL(`${returnUrl}/${encodeURIComponent(attempt.checkoutSessionId)}`);
  url.searchParams.set('payment_intent', id);
  url.searchParams.set('payment_intent_client_secret', attempt.clientSecret);
  url.searchParams.set('redirect_status', status === 'processing' ? 'pending' : 'succeeded');
  return url.href;
}

/**
 * Stripe's appearance in the colours and letters that a form has.
 * @param {HTMLElement} form
 */
export function appearanceFor(form) {
  const probe = form.appendChild(document.createElement('span'));
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  /** @param {string} token */
  const colour = (token) => {
    probe.style.setProperty('color', `var(${token})`);
    if (!canvas) return getComputedStyle(probe).color;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };
  const appearance = appearanceOf(colour, getComputedStyle(form).fontFamily);
  probe.remove();
  return appearance;
}

const RETRIES = [400, 1500];

/**
 * One call to our server; a lost connection repeats it under the same key.
 * @param {string} url
 * @param {string} language in which a refusal is told
 * @param {unknown} body
 * @returns {Promise<Response>}
 */
export async function post(url, language, body) {
  const request = {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json', Accept: 'application/json', 'Accept-Language': language, 'Idempotency-Key': crypto.randomUUID(),
    },
    body: JSON.stringify(body),
  };
  for (const pause of RETRIES) {
    try {
      return await fetch(url, request);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return fetch(url, request);
}

/**
 * Waits for Stripe's script.
 * @param {() => void} late is called when it takes too long or fails
 */
export function stripeLoaded(late) {
  return /** @type {Promise<import('@stripe/stripe-js').StripeConstructor>} */ (new Promise((resolve) => {
    if (window.Stripe) return resolve(window.Stripe);
    const script = document.querySelector('script[src$="/stripe.js"]');
    const timer = setTimeout(late, STRIPE_PATIENCE);
    script?.addEventListener('error', late);
    script?.addEventListener('load', () => {
      clearTimeout(timer);
      if (window.Stripe) resolve(window.Stripe);
      else late();
    });
  }));
}
