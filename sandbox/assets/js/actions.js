// @ts-check
// What follows a click on "Pay" in the sandbox's Stripe.js: the checks of the call, the
// confirmation, the bank's window or page, and the way back to the return URL.

/**
 * @typedef {'payment_intent'|'setup_intent'} Kind
 * @typedef {{key: string, account?: string, locale?: string}} Session
 * @typedef {{call: (method: string, argument?: unknown) => Promise<any>}} Caller
 * @typedef {{intent?: any, error?: any}} Result
 * @typedef {object} Kit
 * @property {URL} home
 * @property {(condition: unknown, message: string) => void} must
 * @property {(session: Session) => Caller} api
 * @property {(secret: unknown, method: string) => Kind} secretKind
 * @typedef {object} Actions
 * @property {(session: Session, kind: Kind, options: any) => Promise<any>} confirm
 * @property {(session: Session, kind: Kind, secret: string) => Promise<any>} retrieve
 * @property {(session: Session, options: {clientSecret: string}) => Promise<any>} handleNextAction
 */
{
  const { kit, accept } = /** @type {HTMLScriptElement & {kit: Kit, accept: (actions: Actions) => void}} */ (document.currentScript);
  const { home, must, api, secretKind } = kit;

  const WORDS = {
    en: { title: 'Confirm the payment with your bank', close: 'Cancel', failed: 'We are unable to authenticate your payment method. Please choose a different payment method and try again.' },
    ro: { title: 'Confirmă plata la banca ta', close: 'Renunță', failed: 'Metoda ta de plată nu a putut fi autentificată. Alege altă metodă de plată și încearcă din nou.' },
  };

  const STYLE = `
    :host { color-scheme: light dark; }
    dialog { position: fixed; inset: 0; display: grid; place-items: center; width: 100%; height: 100%; max-width: none; max-height: none;
      margin: 0; padding: 16px; border: 0; background: rgb(8 20 26 / 0.6); box-sizing: border-box; }
    dialog::backdrop { background: transparent; }
    div { display: grid; grid-template-rows: auto 1fr; width: min(100%, 440px); height: min(100%, 560px); overflow: hidden;
      border-radius: 12px; background: light-dark(#fff, #1b262b); color: light-dark(#1a2a30, #eef3f4); box-shadow: 0 24px 64px -16px rgb(0 0 0 / 0.5); }
    header { display: flex; align-items: center; justify-content: space-between; gap: 12px; padding: 8px 8px 8px 20px; border-bottom: 1px solid light-dark(#e4e6e7, #2e3b41); }
    h2 { margin: 0; font: 600 14px/20px system-ui, sans-serif; }
    button { min-height: 44px; padding: 0 12px; border: 0; border-radius: 8px; background: none; color: light-dark(#00545f, #7fd0dc); font: 550 14px system-ui, sans-serif; cursor: pointer; }
    button:hover { background: rgb(128 150 160 / 0.14); }
    button:focus-visible { outline: 2px solid currentcolor; outline-offset: -2px; }
    iframe { width: 100%; height: 100%; border: 0; }`;

  /** @param {string|undefined} locale */
  const wordsOf = (locale) => {
    const wanted = !locale || locale === 'auto' ? navigator.language : locale;
    return wanted.startsWith('ro') ? WORDS.ro : WORDS.en;
  };

  /**
   * Shows the bank's page over everything until it ends or the buyer gives up.
   * @param {string} url
   * @param {string|undefined} locale
   * @returns {Promise<'complete'|'fail'|'cancel'>}
   */
  const challenge = (url, locale) => new Promise((resolve) => {
    const words = wordsOf(locale);
    const host = document.createElement('div');
    const root = host.attachShadow({ mode: 'open' });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    root.innerHTML = '<dialog aria-labelledby="title"><div><header><h2 id="title"></h2><button type="button"></button></header><iframe></iframe></div></dialog>';
    const dialog = /** @type {HTMLDialogElement} */ (root.querySelector('dialog'));
    const title = /** @type {HTMLElement} */ (root.querySelector('h2'));
    const close = /** @type {HTMLButtonElement} */ (root.querySelector('button'));
    const frame = /** @type {HTMLIFrameElement} */ (root.querySelector('iframe'));
    title.textContent = words.title;
    close.textContent = words.close;
    frame.title = words.title;
    frame.src = url;
    const before = document.activeElement;

    /** @param {'complete'|'fail'|'cancel'} result */
    const end = (result) => {
      window.removeEventListener('message', hear);
      dialog.close();
      host.remove();
      if (before instanceof HTMLElement) before.focus({ preventScroll: true });
      resolve(result);
    };
    /** @param {MessageEvent} event */
    const hear = ({ source, origin, data }) => {
      if (source !== frame.contentWindow || origin !== home.origin || data?.type !== 'stripe-sandbox-3ds') return;
      end(data.result === 'succeeded' ? 'complete' : 'fail');
    };
    window.addEventListener('message', hear);
    dialog.addEventListener('cancel', (event) => {
      event.preventDefault();
      end('cancel');
    });
    close.addEventListener('click', () => end('cancel'));
    frame.addEventListener('load', () => {
      try {
        frame.contentWindow?.addEventListener('keydown', (event) => event.key === 'Escape' && end('cancel'));
      } catch {
        // Another origin keeps its keys to itself; the button and Escape outside it remain.
      }
    });
    document.body.append(host);
    dialog.showModal();
  });

  /** @returns {Promise<never>} a promise for a page that is being left */
  const leaving = () => new Promise(() => {});

  /**
   * @param {any} intent
   * @param {string} message
   */
  const unauthenticated = (intent, message) => ({
    error: {
      type: intent.object === 'payment_intent' ? 'card_error' : 'invalid_request_error',
      code: `${intent.object}_authentication_failure`,
      message,
      [intent.object]: intent,
    },
  });

  /**
   * Carries out what the intent still asks for, then reports how it stands.
   * @param {Session} session
   * @param {any} intent
   * @returns {Promise<Result>}
   */
  const proceed = async (session, intent) => {
    if (intent.status !== 'requires_action') return { intent };
    const { type, redirect_to_url: redirect, use_stripe_sdk: sdk } = intent.next_action ?? {};
    if (type === 'redirect_to_url') {
      window.location.assign(redirect.url);
      return leaving();
    }
    must(type === 'use_stripe_sdk' && sdk?.stripe_js, `The next action of this intent cannot be handled here: ${type}.`);
    // The sandbox may be known to the server by another name than to this browser.
    const { pathname, search } = new URL(sdk.stripe_js);
    const url = new URL(pathname + search, home);
    const result = await challenge(url.href, session.locale);
    const secret = intent.client_secret;
    if (result === 'cancel') await api(session).call('abandon', url.href);
    const { intent: now, error } = await api(session).call('retrieve', secret);
    if (error) return { error };
    if (now.status === 'requires_action' && result === 'complete') return proceed(session, now);
    if (now.status !== 'requires_payment_method' && now.status !== 'requires_action') return { intent: now };
    const last = now.last_payment_error ?? now.last_setup_error;
    const own = unauthenticated(now, wordsOf(session.locale).failed);
    if (!last || last.code === own.error.code) return own;
    return { error: { ...last, [now.object]: now } };
  };

  /**
   * What the page promised to pass because it told the element never to ask for it.
   * @param {any} asked
   * @param {any} given
   * @param {string} path
   * @param {string} method
   */
  const mustPass = (asked, given, path, method) => {
    const names = path.endsWith('address') ? ['line1', 'line2', 'city', 'state', 'country', 'postalCode'] : ['name', 'email', 'phone', 'address'];
    for (const name of names) {
      const rule = typeof asked === 'string' ? asked : asked?.[name];
      const wire = name === 'postalCode' ? 'postal_code' : name;
      if (name === 'address' && rule) mustPass(rule, given?.address, `${path}.address`, method);
      else if (rule === 'never') {
        must(
          given?.[wire] !== undefined,
          `You specified "never" for fields.${path}.${name} when creating the payment Element, but did not pass confirmParams.payment_method_data.${path === 'billingDetails' ? 'billing_details' : 'billing_details.address'}.${wire} when calling ${method}.`,
        );
      }
    }
  };

  /**
   * An answer under the name its caller expects.
   * @param {Kind} kind
   * @param {Result} result
   */
  const named = (kind, { intent, error }) => {
    if (error) return { error };
    return kind === 'payment_intent' ? { paymentIntent: intent } : { setupIntent: intent };
  };

  /** @type {Actions['confirm']} */
  const confirm = async (session, kind, { elements, clientSecret, confirmParams = {}, redirect = 'always' }) => {
    const method = kind === 'payment_intent' ? 'stripe.confirmPayment()' : 'stripe.confirmSetup()';
    must(elements || clientSecret, `Invalid value for ${method}: an elements instance or a clientSecret is required.`);
    must(redirect === 'always' || redirect === 'if_required', `Invalid value for ${method}: redirect should be one of always, if_required.`);
    const deferred = Boolean(elements?.options.mode);
    must(!(deferred && !clientSecret), `Invalid value for ${method}: clientSecret is required when elements were created with a mode.`);
    must(redirect !== 'always' || confirmParams.return_url, `Invalid value for ${method}: confirmParams.return_url is required.`);
    must(!confirmParams.return_url || /^https?:\/\//.test(confirmParams.return_url), `Invalid value for ${method}: return_url should be an absolute URL.`);
    const secret = clientSecret ?? elements.options.clientSecret;
    must(secretKind(secret, method) === kind, `Invalid value for ${method}: the client secret belongs to another kind of intent.`);
    const frame = elements && !confirmParams.payment_method ? elements.drawn() : null;
    if (frame) {
      must(!deferred || elements.submitted, `elements.submit() must be called before ${method}.`);
      mustPass(elements.getElement('payment').options.fields?.billingDetails, confirmParams.payment_method_data?.billing_details, 'billingDetails', method);
      const { error } = await frame.call('validate');
      if (error) return { error };
    }
    const known = await api(session).call('retrieve', secret);
    must(known.error?.code !== 'resource_missing', `The client_secret provided does not match any associated ${kind} on this account. Ensure the provided client_secret is in the correct format and correlates to the same account as publishable key.`);
    if (known.error) return { error: known.error };
    const { amount, currency } = elements?.options ?? {};
    if (deferred && kind === 'payment_intent' && (known.intent.amount !== amount || known.intent.currency !== currency)) {
      const message = `The amount and currency of the PaymentIntent (${known.intent.amount} ${known.intent.currency}) do not match those given to Elements (${amount} ${currency}).`;
      return { error: { type: 'invalid_request_error', code: 'payment_intent_invalid_parameter', message } };
    }
    const answer = await (frame ?? api(session)).call('confirm', { secret, drawn: frame !== null, fields: confirmParams });
    if (elements) elements.submitted = false;
    const result = answer.error ? answer : await proceed(session, answer.intent);
    if (result.error || redirect === 'if_required') return named(kind, result);
    const url = new URL(confirmParams.return_url);
    url.searchParams.set(kind, result.intent.id);
    url.searchParams.set(`${kind}_client_secret`, secret);
    url.searchParams.set('redirect_status', result.intent.status === 'processing' ? 'pending' : 'succeeded');
    window.location.assign(url);
    return leaving();
  };

  accept({
    confirm,
    retrieve: async (session, kind, secret) => {
      const method = kind === 'payment_intent' ? 'stripe.retrievePaymentIntent()' : 'stripe.retrieveSetupIntent()';
      must(secretKind(secret, method) === kind, `Invalid value for ${method}: the client secret belongs to another kind of intent.`);
      return named(kind, await api(session).call('retrieve', secret));
    },
    handleNextAction: async (session, { clientSecret }) => {
      const kind = secretKind(clientSecret, 'stripe.handleNextAction()');
      const { intent, error } = await api(session).call('retrieve', clientSecret);
      return named(kind, error ? { error } : await proceed(session, intent));
    },
  });
}
