// @ts-check
// The pay page: card fields from Stripe, one payment intent per buyer, the way to the receipt.
// It knows only `window.Stripe`, so it is the same file against Stripe and against the sandbox.

import {
  appearanceFor, attemptKey, billingDetails, formatMoney, inputName, leftToUs, post, readAttempt, readBuyer, readRefusal, receiptUrl, resumption, stripeLoaded,
  totalOf, wordOf,
} from './lib/checkout.js';

/** @typedef {import('./lib/checkout.js').Attempt} Attempt */
/** @typedef {import('./lib/checkout.js').Buyer} Buyer */

/** One pay page. */
class Checkout {
  #form;
  #data;
  #pay;
  #message;
  /** @type {HTMLFormElement|null} */
  #cart = document.querySelector('form#cart');
  /** @type {Promise<unknown>} */
  #counted = Promise.resolve();
  #turn = 0;
  /** @type {ChildNode[]} */
  #label = [];
  #busy = false;
  #lost = false;
  /** @type {Attempt|null} */
  #attempt = null;
  /** @type {import('@stripe/stripe-js').Stripe|null} */
  #stripe = null;
  /** @type {import('@stripe/stripe-js').StripeElements|null} */
  #elements = null;

  /** @param {HTMLFormElement} form */
  constructor(form) {
    this.#form = form;
    this.#data = /** @type {Record<string, string>} */ ({ ...form.dataset });
    this.#pay = /** @type {HTMLButtonElement} */ (form.querySelector('#pay'));
    this.#message = /** @type {HTMLElement} */ (form.querySelector('#checkout-error'));
  }

  /** Draws the card fields and takes up a payment begun before. */
  async start() {
    this.#pay.disabled = true;
    this.#form.addEventListener('submit', (event) => {
      if (this.#lost) return;
      event.preventDefault();
      void this.#submit();
    });
    const Stripe = await stripeLoaded(() => this.#lose());
    this.#lost = false;
    this.#pay.disabled = true;
    this.#say('');
    const locale = /** @type {import('@stripe/stripe-js').StripeElementLocale} */ (this.#data.locale);
    this.#stripe = Stripe(this.#data.publishableKey, { stripeAccount: this.#data.account, locale });
    this.#elements = this.#stripe.elements({
      mode: /** @type {'payment'} */ (this.#data.recurring === undefined ? 'payment' : 'subscription'),
      amount: this.#total() || Number(this.#data.amountMinor),
      currency: this.#data.currency.toLowerCase(),
      locale,
      appearance: appearanceFor(this.#form),
    });
    const card = this.#elements.create('payment', { layout: 'tabs', fields: { billingDetails: leftToUs(this.#names()) } });
    card.on('loaderror', () => this.#lose());
    const drawn = new Promise((resolve) => card.on('ready', resolve));
    card.mount('#payment-element');
    this.#follow(this.#elements);
    const [arrival] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType('navigation'));
    await Promise.all([drawn, this.#resume(arrival?.type ?? 'navigate')]);
    this.#release();
    window.addEventListener('pageshow', async ({ persisted }) => {
      if (!persisted) return;
      await this.#resume('back_forward');
      this.#release();
    });
  }

  /** @param {import('@stripe/stripe-js').StripeElements} elements */
  #follow(elements) {
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => void elements.update({ appearance: appearanceFor(this.#form) }));
    this.#form.addEventListener('input', ({ target }) => {
      if (!(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)) return;
      this.#sayAt(target, '');
      if (target.name !== 'amount') return;
      if (this.#cart) return this.#count();
      const total = this.#total();
      if (total > 0) void elements.update({ amount: total });
      const words = total > 0 ? formatMoney(total, this.#data.currency, this.#data.locale) : '';
      for (const place of document.querySelectorAll('[data-total]')) place.textContent = words;
    });
    for (const kind of ['input', 'change']) {
      this.#cart?.addEventListener(kind, ({ target }) => {
        const code = target instanceof HTMLInputElement && target.name === 'code';
        // Also when a field is left: only then may what is too much in it be put right.
        if (kind === 'change' || !code) this.#count();
      });
    }
    this.#cart?.addEventListener('submit', (event) => {
      event.preventDefault();
      const { name, value } = /** @type {HTMLButtonElement} */ (event.submitter);
      const field = /** @type {HTMLInputElement|null} */ (this.#cart?.elements.namedItem(value));
      if (name) field?.[name === 'more' ? 'stepUp' : 'stepDown']();
      this.#count();
    });
    this.#form.addEventListener('click', ({ target }) => {
      const ready = target instanceof HTMLElement && target.dataset.amount;
      const input = this.#input('amount');
      if (!ready || !input) return;
      input.value = ready;
      input.dispatchEvent(new Event('input', { bubbles: true }));
    });
  }

  /** Has the order counted anew: what the server's own page says about it takes the place of what stands here. */
  #count() {
    const turn = ++this.#turn;
    this.#counted = this.#recount(turn).catch(() => this.#say(this.#data.wordNetwork));
  }

  /** @param {number} turn */
  async #recount(turn) {
    const cart = /** @type {HTMLFormElement} */ (this.#cart);
    const query = new URLSearchParams([.../** @type {Iterable<[string, string]>} */ (new FormData(cart))]);
    const amount = this.#input('amount');
    if (amount) query.set('amount', amount.value);
    const response = await fetch(`${new URL(cart.action).pathname}?${query}`);
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    const form = page.querySelector('form#checkout');
    if (!(form instanceof HTMLElement)) return location.reload();
    if (turn !== this.#turn) return;
    for (const place of document.querySelectorAll('[data-live]')) {
      const fresh = page.querySelector(`[data-live="${place.getAttribute('data-live')}"]`);
      place.replaceChildren(...(fresh?.childNodes ?? []));
    }
    for (const input of cart.querySelectorAll('input')) {
      const fresh = page.querySelector(`#cart [name="${input.name}"]`);
      if (fresh instanceof HTMLInputElement && input !== document.activeElement) input.value = fresh.value;
    }
    this.#say('');
    this.#data = /** @type {Record<string, string>} */ ({ ...form.dataset });
    if (this.#total() > 0) void this.#elements?.update({ amount: this.#total() });
  }

  async #submit() {
    if (this.#busy || !this.#stripe || !this.#elements || this.#pay.disabled) return;
    this.#occupy();
    try {
      await this.#payOnce(this.#stripe, this.#elements);
    } catch (error) {
      console.warn(error);
      this.#say(this.#data.wordNetwork);
    }
    this.#release();
  }

  /**
   * @param {import('@stripe/stripe-js').Stripe} stripe
   * @param {import('@stripe/stripe-js').StripeElements} elements
   */
  async #payOnce(stripe, elements) {
    if (!this.#check()) return;
    await this.#counted;
    const { error: incomplete } = await elements.submit();
    if (incomplete) return;
    const buyer = this.#buyer();
    if (this.#data.recurring !== undefined) {
      const { subscribe } = await import('./lib/subscribe.js');
      return subscribe(stripe, elements, {
        data: this.#data, known: this.#remembered(), details: billingDetails(this.#names(), buyer),
        begin: () => this.#begin(buyer), remember: (kept) => this.#remember(kept), say: (text) => this.#say(text),
      });
    }
    const attempt = await this.#begin(buyer);
    if (!attempt) return;
    const { error, paymentIntent } = await stripe.confirmPayment({
      elements,
      clientSecret: attempt.clientSecret,
      confirmParams: {
        return_url: `${this.#data.returnUrl}/${encodeURIComponent(attempt.checkoutSessionId)}`,
        payment_method_data: { billing_details: billingDetails(this.#names(), buyer) },
      },
      redirect: 'if_required',
    });
    if (paymentIntent) return this.#finish(attempt, paymentIntent);
    const settled = error.payment_intent;
    if (settled && ['succeeded', 'processing'].includes(settled.status)) return this.#finish(attempt, settled);
    this.#say(error.message || this.#data.wordNetwork);
  }

  /**
   * Asks our server for the payment intent of this attempt.
   * @param {Buyer} buyer
   * @returns {Promise<Attempt|null>}
   */
  async #begin(buyer) {
    const { revision, locale: language } = this.#data;
    const known = this.#remembered();
    const response = await post(this.#data.startUrl, this.#data.locale, {
      ...buyer,
      language,
      revision: Number(revision),
      ...(known && { clientSecret: known.clientSecret }),
    });
    const answer = await response.json().catch(() => null);
    if (response.ok && answer?.client_secret) {
      const { client_secret: clientSecret, checkoutSessionId, customerId } = answer;
      const attempt = { clientSecret, checkoutSessionId, customerId, revision };
      this.#remember(attempt);
      return attempt;
    }
    // Its page says why in the buyer's language.
    if (response.status === 410 && answer?.error?.code !== 'LINK_USED_UP') location.reload();
    const refusal = readRefusal(answer, this.#data.wordUnavailable);
    if (answer?.error?.code === 'LINK_USED_UP' && this.#data.wordHeld) refusal.message = this.#data.wordHeld;
    if (refusal.kind === 'changed') this.#offerReload(refusal.message);
    for (const { field, message } of answer?.error?.fields ?? []) {
      const one = this.#input(inputName(field));
      if (one) this.#sayAt(one, wordOf(one, this.#data.wordRequired) ?? message);
    }
    const input = refusal.kind === 'field' && this.#input(refusal.field);
    if (input) this.#sayAt(input, wordOf(input, this.#data.wordRequired) ?? refusal.message, true);
    else if (refusal.kind !== 'changed') this.#say(refusal.message);
    return null;
  }

  /** @param {string} arrival how the buyer came to this page */
  async #resume(arrival) {
    const attempt = this.#remembered();
    if (!attempt || !this.#stripe) return;
    if (this.#data.recurring !== undefined) {
      if (attempt.paid && arrival !== 'navigate') location.replace(`${this.#data.returnUrl}/${attempt.checkoutSessionId}`);
      else if (attempt.paid || attempt.revision !== this.#data.revision) this.#remember(null);
      return;
    }
    const { paymentIntent, error } = await this.#stripe.retrievePaymentIntent(attempt.clientSecret);
    if (error?.type === 'api_connection_error') return;
    const next = paymentIntent ? resumption(attempt, paymentIntent.status, { revision: this.#data.revision, arrival }) : 'forget';
    if (next === 'receipt' && paymentIntent) return this.#finish(attempt, paymentIntent, true);
    if (next === 'forget') this.#remember(null);
  }

  /**
   * @param {Attempt} attempt
   * @param {{id: string, status: string}} intent
   * @param {boolean} [replace] leave no pay page behind in the history
   */
  #finish(attempt, intent, replace = false) {
    this.#remember({ ...attempt, paid: true });
    location[replace ? 'replace' : 'assign'](receiptUrl(this.#data.returnUrl, attempt, intent));
    return new Promise(() => {});
  }

  #remembered() {
    try {
      this.#attempt ??= readAttempt(sessionStorage.getItem(attemptKey(this.#form.action)));
    } catch {
      // A browser that forbids storage still pays; it only forgets the attempt on leaving.
    }
    return this.#attempt;
  }

  /** @param {Attempt|null} attempt */
  #remember(attempt) {
    this.#attempt = attempt;
    try {
      const key = attemptKey(this.#form.action);
      if (attempt) sessionStorage.setItem(key, JSON.stringify(attempt));
      else sessionStorage.removeItem(key);
    } catch {
      // As above.
    }
  }

  #buyer() {
    const forms = this.#cart ? [this.#form, this.#cart] : [this.#form];
    return readBuyer(forms.flatMap((form) => [.../** @type {Iterable<[string, unknown]>} */ (new FormData(form))]));
  }

  #total() {
    return this.#cart ? Number(this.#data.totalMinor) : totalOf(Number(this.#data.amountMinor), this.#buyer());
  }

  #names() {
    return [...new FormData(this.#form).keys()];
  }

  /** @param {string} name */
  #input(name) {
    const found = this.#form.elements.namedItem(name);
    return found instanceof HTMLInputElement || found instanceof HTMLSelectElement ? found : null;
  }

  /** Our own fields; words next to each that is wrong, focus in the first. */
  #check() {
    const inputs = [...this.#form.querySelectorAll('input, select')].filter(
      (input) => input instanceof HTMLInputElement || input instanceof HTMLSelectElement,
    );
    for (const input of inputs) if (input.required) input.value = input.value.trim();
    const { wordRequired, wordEmail, wordAmount, amountMinor, maxMinor } = this.#data;
    const chosen = totalOf(Number(amountMinor), this.#buyer());
    const sound = chosen >= Number(amountMinor) && chosen <= Number(maxMinor ?? chosen);
    this.#input('amount')?.setCustomValidity(sound ? '' : wordAmount);
    const wrong = inputs.filter((input) => !input.validity.valid);
    for (const input of wrong) {
      const word = input.validity.valueMissing ? wordRequired : input.type === 'email' && wordEmail;
      this.#sayAt(input, word || input.validationMessage);
    }
    wrong[0]?.focus();
    return wrong.length === 0;
  }

  /**
   * @param {HTMLInputElement|HTMLSelectElement} input
   * @param {string} message empty takes it away
   * @param {boolean} [focus]
   */
  #sayAt(input, message, focus = false) {
    const place = input.closest('.field')?.querySelector('.field__error');
    if (!(place instanceof HTMLElement)) return void (message && this.#say(message));
    place.textContent = message;
    place.hidden = message === '';
    if (message) input.setAttribute('aria-invalid', 'true');
    else input.removeAttribute('aria-invalid');
    const fold = message && input.closest('details');
    if (fold) fold.open = true;
    if (focus) input.focus();
  }

  /** Without Stripe's fields the form goes where it goes without scripts: to Stripe's own page. */
  #lose() {
    this.#lost = this.#data.recurring === undefined;
    this.#pay.disabled = !this.#lost;
    this.#say(this.#data.wordUnavailable);
  }

  /** @param {string} message empty takes it away */
  #say(message) {
    this.#message.textContent = message;
    this.#message.hidden = message === '';
  }

  /** @param {string} message */
  #offerReload(message) {
    this.#remember(null);
    const link = Object.assign(document.createElement('a'), { href: location.href, textContent: this.#data.wordReload ?? message });
    link.addEventListener('click', (event) => {
      event.preventDefault();
      location.reload();
    });
    this.#say(this.#data.wordReload ? `${message} ` : ' ');
    this.#message.append(link);
  }

  #occupy() {
    this.#busy = true;
    this.#say('');
    this.#pay.style.setProperty('min-width', `${this.#pay.offsetWidth}px`);
    // Not `disabled`: that would take the focus away from whoever pressed it by key.
    for (const state of ['aria-busy', 'aria-disabled']) this.#pay.setAttribute(state, 'true');
    this.#label = [...this.#pay.childNodes];
    this.#pay.replaceChildren(this.#data.wordProcessing);
  }

  #release() {
    if (this.#busy) this.#pay.replaceChildren(...this.#label);
    this.#busy = false;
    this.#pay.disabled = false;
    for (const state of ['aria-busy', 'aria-disabled']) this.#pay.removeAttribute(state);
    this.#pay.style.removeProperty('min-width');
  }
}

const form = document.querySelector('form#checkout');
if (form instanceof HTMLFormElement) void new Checkout(form).start();
