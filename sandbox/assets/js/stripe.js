// @ts-check
// Stripe.js of the sandbox: the same interface, errors and redirects as Stripe's own script,
// for the parts a checkout page uses. Card fields and API calls live in frames of the
// sandbox's origin; this file only places them, carries messages and guards against misuse.
{
  /** @typedef {import('@stripe/stripe-js').Stripe} Stripe */
  /** @typedef {'elements'|'confirmPayment'|'confirmSetup'|'retrievePaymentIntent'|'retrieveSetupIntent'|'handleNextAction'} Covered */
  /** @typedef {{key: string, account?: string, locale?: string}} Session */
  /** @typedef {'payment_intent'|'setup_intent'} Kind */

  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const home = new URL('.', script.src);

  /**
   * @param {unknown} condition
   * @param {string} message
   * @returns {asserts condition}
   */
  function must(condition, message) {
    if (!condition) throw Object.assign(new Error(message), { name: 'IntegrationError' });
  }

  /** The page's document, once it has a body to put things into. */
  const bodyReady = new Promise((resolve) => {
    if (document.body) resolve(undefined);
    else document.addEventListener('DOMContentLoaded', () => resolve(undefined), { once: true });
  });

  /** A frame of the sandbox and the message port to it. */
  class Frame {
    iframe = document.createElement('iframe');
    /** @type {MessagePort|null} */
    #port = null;
    /** @type {Map<number, (result: any) => void>} */
    #waiting = new Map();
    #last = 0;
    /** @type {(() => void)[]} */
    #queue = [];

    /**
     * @param {object} start
     * @param {(event: string, payload?: any) => void} listen
     */
    constructor(start, listen) {
      this.iframe.src = new URL('frame.html', home).href;
      this.iframe.addEventListener('load', () => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = ({ data }) => {
          if (data.event) return listen(data.event, data.payload);
          this.#waiting.get(data.id)?.(data.result);
          this.#waiting.delete(data.id);
        };
        this.#port = port1;
        this.iframe.contentWindow?.postMessage({ type: 'stripe-sandbox-start', start }, home.origin, [port2]);
        for (const send of this.#queue.splice(0)) send();
      });
    }

    /**
     * @param {string} method
     * @param {unknown} [argument]
     * @returns {Promise<any>}
     */
    call(method, argument) {
      const id = (this.#last += 1);
      return new Promise((resolve) => {
        this.#waiting.set(id, resolve);
        const send = () => this.#port?.postMessage({ id, method, argument });
        if (this.#port) send();
        else this.#queue.push(send);
      });
    }
  }

  /** Event listeners as Stripe's elements have them. */
  class Emitter {
    /** @type {Map<string, Set<(payload: any) => void>>} */
    #listeners = new Map();

    /**
     * @param {string} event
     * @param {(payload: any) => void} handler
     */
    on(event, handler) {
      this.#listeners.set(event, (this.#listeners.get(event) ?? new Set()).add(handler));
      return this;
    }

    /**
     * @param {string} event
     * @param {(payload: any) => void} handler
     */
    once(event, handler) {
      /** @param {any} payload */
      const single = (payload) => {
        this.off(event, single);
        handler(payload);
      };
      return this.on(event, single);
    }

    /**
     * @param {string} event
     * @param {(payload: any) => void} [handler]
     */
    off(event, handler) {
      if (handler) this.#listeners.get(event)?.delete(handler);
      else this.#listeners.delete(event);
      return this;
    }

    /**
     * @param {string} event
     * @param {unknown} [payload]
     */
    emit(event, payload) {
      for (const handler of [...(this.#listeners.get(event) ?? [])]) handler(payload);
    }
  }

  // The card form's measures, so that its place has the right height before it is drawn.
  const [LABEL, ROW, BORDERS, SPILL] = [26, 48, 2, 4];

  /** The payment element (and, reporting that no wallet is there, the express one). */
  class Element extends Emitter {
    /** @type {Frame|null} */
    frame = null;
    #session;
    #elements;
    #destroyed = false;

    /**
     * @param {'payment'|'expressCheckout'} type
     * @param {any} options
     * @param {Elements} elements
     * @param {Session} session
     */
    constructor(type, options, elements, session) {
      super();
      this.type = type;
      this.options = options;
      this.#elements = elements;
      this.#session = session;
    }

    /** @param {string|HTMLElement} place */
    mount(place) {
      must(!this.#destroyed, 'This Element has already been destroyed. Please create a new one.');
      const target = typeof place === 'string' ? document.querySelector(place) : place;
      must(target, `The selector you specified (${place}) applies to no DOM elements that are currently on the page.`);
      if (this.type === 'expressCheckout') {
        queueMicrotask(() => this.emit('ready', { elementType: this.type, availablePaymentMethods: undefined }));
        return;
      }
      const country = this.#asksCountry();
      const start = {
        role: 'payment',
        access: this.#session,
        locale: this.#elements.options.locale ?? this.#session.locale,
        options: { ...this.#drawn(), country, countryCode: this.options.defaultValues?.billingDetails?.address?.country },
      };
      this.frame = new Frame(start, (event, payload) => this.#hear(event, payload));
      const { iframe } = this.frame;
      iframe.title = 'Secure payment input frame';
      iframe.allow = 'payment *';
      const height = LABEL + (country ? 3 : 2) * ROW + BORDERS + 2 * SPILL;
      this.#style({
        border: '0', margin: `-${SPILL}px`, width: `calc(100% + ${2 * SPILL}px)`, 'max-width': 'none', display: 'block',
        height: `${height}px`, 'min-height': `${height}px`, opacity: '0', 'color-scheme': this.#scheme(),
      });
      target.replaceChildren(iframe);
      this.emit('loaderstart', { elementType: this.type });
    }

    unmount() {
      this.frame?.iframe.remove();
      this.frame = null;
    }

    destroy() {
      this.unmount();
      this.#destroyed = true;
      this.#elements.forget(this.type);
    }

    focus() {
      this.frame?.iframe.focus();
      void this.frame?.call('focus');
    }

    blur() {
      void this.frame?.call('blur');
    }

    clear() {
      void this.frame?.call('clear');
    }

    collapse() {
      this.blur();
    }

    /** @param {any} options */
    update(options) {
      Object.assign(this.options, options);
      this.redraw();
    }

    redraw() {
      this.#style({ 'color-scheme': this.#scheme() });
      void this.frame?.call('update', { ...this.#drawn(), country: this.#asksCountry() });
    }

    #drawn() {
      return { appearance: this.#elements.options.appearance ?? {}, readOnly: Boolean(this.options.readOnly) };
    }

    #asksCountry() {
      const asked = this.options.fields?.billingDetails;
      const address = typeof asked === 'string' ? asked : asked?.address ?? 'auto';
      return typeof address === 'string' ? address === 'auto' : (address.country ?? 'auto') === 'auto';
    }

    #scheme() {
      return this.#elements.options.appearance?.theme === 'night' ? 'dark' : 'light';
    }

    /** @param {Record<string, string>} rules */
    #style(rules) {
      for (const [name, value] of Object.entries(rules)) this.frame?.iframe.style.setProperty(name, value);
    }

    /**
     * @param {string} event
     * @param {any} payload
     */
    #hear(event, payload) {
      if (event === 'resize') return this.#style({ height: `${payload}px` });
      if (event === 'ready') this.#style({ opacity: '1' });
      const change = event === 'change' && { ...payload, collapsed: false, value: { type: 'card' } };
      this.emit(event, { elementType: this.type, ...change });
    }
  }

  /** A group of elements for one payment. */
  class Elements extends Emitter {
    /** @type {Map<string, Element>} */
    #made = new Map();
    #session;
    submitted = false;

    /**
     * @param {any} options
     * @param {Session} session
     */
    constructor(options, session) {
      super();
      this.options = { ...options };
      this.#session = session;
      this.#check();
    }

    #check() {
      const { mode, clientSecret, amount, currency, paymentMethodTypes } = this.options;
      must(!(mode && clientSecret), 'Invalid value for elements(): you cannot pass both `mode` and `clientSecret`.');
      must(paymentMethodTypes === undefined, 'Invalid value for elements(): `paymentMethodTypes` is no longer supported. Use `allowedPaymentMethodTypes`.');
      if (clientSecret !== undefined) secretKind(clientSecret, 'elements()');
      if (!mode) return;
      must(['payment', 'subscription', 'setup'].includes(mode), `Invalid value for elements(): mode should be one of payment, subscription, setup. You specified: ${mode}.`);
      if (mode === 'setup') return;
      must(Number.isInteger(amount) && amount >= 0, `Invalid value for elements(): amount should be a positive integer. You specified: ${amount}.`);
      must(/^[a-z]{3}$/.test(currency ?? ''), `Invalid value for elements(): currency should be a three-letter lowercase code. You specified: ${currency}.`);
    }

    /**
     * @param {'payment'|'expressCheckout'} type
     * @param {any} [options]
     */
    create(type, options = {}) {
      must(type === 'payment' || type === 'expressCheckout', `A valid Element name must be provided. Valid Elements are: payment, expressCheckout. You passed: ${type}.`);
      must(!this.#made.has(type), `Can only create one Element of type ${type}.`);
      must(this.options.mode || this.options.clientSecret, `In order to create a ${type} element, you must pass a clientSecret or mode when creating the Elements group.`);
      const element = new Element(type, { ...options }, this, this.#session);
      this.#made.set(type, element);
      return element;
    }

    /** @param {string} type */
    getElement(type) {
      return this.#made.get(type) ?? null;
    }

    /** @param {string} type */
    forget(type) {
      this.#made.delete(type);
    }

    /** @param {any} options */
    async update(options) {
      must(options.clientSecret === undefined, 'Invalid value for elements.update(): clientSecret cannot be changed.');
      Object.assign(this.options, options);
      this.#check();
      for (const element of this.#made.values()) element.redraw();
      this.emit('update-end');
    }

    async fetchUpdates() {
      must(this.options.clientSecret, 'elements.fetchUpdates() can only be used when a clientSecret was passed.');
      const { error } = await api(this.#session).call('retrieve', this.options.clientSecret);
      return error ? { error: { message: error.message } } : {};
    }

    async submit() {
      const result = await this.drawn().call('validate');
      this.submitted = !result.error;
      return result;
    }

    /** The mounted payment element's frame. */
    drawn() {
      const frame = this.getElement('payment')?.frame;
      must(frame, 'Invalid value for elements: it should have a mounted Payment Element.');
      return frame;
    }
  }

  /** @type {Map<string, Frame>} */
  const hidden = new Map();

  /**
   * The invisible frame that talks to the API for pages without card fields.
   * @param {Session} session
   */
  function api(session) {
    const name = `${session.key} ${session.account ?? ''} ${session.locale ?? ''}`;
    const known = hidden.get(name);
    if (known) return known;
    const frame = new Frame({ role: 'api', access: session, locale: session.locale, options: {} }, () => {});
    frame.iframe.hidden = true;
    frame.iframe.title = 'Payment connection';
    hidden.set(name, frame);
    void bodyReady.then(() => document.body.append(frame.iframe));
    return frame;
  }

  /**
   * @param {unknown} secret
   * @param {string} method
   * @returns {Kind}
   */
  function secretKind(secret, method) {
    const found = typeof secret === 'string' ? /^(pi|seti)_\w+?_secret_\w+$/.exec(secret) : null;
    must(found, `Invalid value for ${method} intent secret: value should be a client_secret string of the form ${'${id}_secret_${secret}'}.`);
    return found[1] === 'pi' ? 'payment_intent' : 'setup_intent';
  }

  /**
   * Confirming and authentication, in a second file that is handed what it needs.
   * @type {Promise<Actions>}
   */
  const actions = new Promise((resolve) => {
    const more = document.createElement('script');
    more.src = new URL('actions.js', home).href;
    Object.assign(more, { kit: { home, must, api, secretKind }, accept: resolve });
    document.head.append(more);
  });

  /**
   * @param {string} publishableKey
   * @param {{stripeAccount?: string, locale?: string}} [options]
   */
  const Stripe = (publishableKey, { stripeAccount, locale } = {}) => {
    must(typeof publishableKey === 'string' && publishableKey !== '', 'Missing value for Stripe(): apiKey should be a string.');
    must(!publishableKey.startsWith('sk_'), 'You should not use your secret key with Stripe.js. Please pass a publishable key instead.');
    must(publishableKey.startsWith('pk_'), 'Invalid value for Stripe(): apiKey should be a publishable key.');
    must(stripeAccount === undefined || stripeAccount.startsWith('acct_'), 'Invalid value for Stripe(): stripeAccount should be an account id.');
    /** @type {Session} */
    const session = { key: publishableKey, account: stripeAccount, locale };

    return /** @satisfies {Pick<Stripe, Covered>} */ ({
      elements: /** @type {any} */ ((/** @type {any} */ given = {}) => new Elements(given, session)),
      confirmPayment: async (/** @type {any} */ options) => (await actions).confirm(session, 'payment_intent', options),
      confirmSetup: async (/** @type {any} */ options) => (await actions).confirm(session, 'setup_intent', options),
      retrievePaymentIntent: async (/** @type {string} */ secret) => (await actions).retrieve(session, 'payment_intent', secret),
      retrieveSetupIntent: async (/** @type {string} */ secret) => (await actions).retrieve(session, 'setup_intent', secret),
      handleNextAction: async (/** @type {any} */ options) => (await actions).handleNextAction(session, options),
    });
  };

  window.Stripe = /** @type {any} */ (Object.assign(Stripe, { version: 'endive' }));
}
