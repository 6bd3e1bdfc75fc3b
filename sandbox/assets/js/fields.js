// @ts-check
// The drawn card form: formats while the buyer types, checks, tells the page what changed.

import { brandMarks } from './brands.js';
import { brandOf, cvcProblem, digitsOf, expiryProblem, formatExpiry, formatNumber, numberProblem, parseExpiry } from './card.js';

/** @typedef {'number'|'expiry'|'cvc'} Name */
/** @typedef {{theme?: string, variables?: Record<string, string>, rules?: Record<string, Record<string, string>>}} Appearance */
/** @typedef {{appearance?: Appearance, country?: boolean, countryCode?: string, readOnly?: boolean}} Options */

/** @type {Record<string, string>} */
const PROPERTIES = {
  colorPrimary: '--primary',
  colorBackground: '--background',
  colorText: '--text',
  colorTextSecondary: '--quiet',
  colorTextPlaceholder: '--quiet',
  colorDanger: '--danger',
  borderRadius: '--radius',
  fontFamily: '--font',
};

const COUNTRIES = 'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MD MT NL NO PL PT RO SE SI SK TR UA US'.split(' ');

/**
 * @template {HTMLElement} [T=HTMLInputElement]
 * @param {string} id
 * @returns {T}
 */
const part = (id) => /** @type {T} */ (/** @type {unknown} */ (document.getElementById(id)));

/** The card form of one payment element. */
export class CardFields {
  #inputs = { number: part('number'), expiry: part('expiry'), cvc: part('cvc') };
  #country = /** @type {HTMLSelectElement} */ (part('country'));
  #error = part('card-error');
  #texts;
  #emit;
  #focused = false;

  /**
   * @param {import('./texts.js').Texts} texts
   * @param {string} language
   * @param {(event: string, payload?: unknown) => void} emit
   */
  constructor(texts, language, emit) {
    this.#texts = texts;
    this.#emit = emit;
    document.documentElement.lang = language;
    document.title = texts.frame;
    part('card-label').textContent = texts.card;
    for (const name of ['number', 'expiry', 'cvc', 'country']) this.#label(name);
    const names = new Intl.DisplayNames(language, { type: 'region' });
    for (const code of COUNTRIES) this.#country.add(new Option(names.of(code), code));
    this.#country.value = language === 'ro' ? 'RO' : '';
    for (const name of /** @type {Name[]} */ (Object.keys(this.#inputs))) this.#listen(name);
    this.#country.addEventListener('change', () => this.#changed());
    part('card').addEventListener('submit', (event) => event.preventDefault());
    document.addEventListener('focusin', () => this.#focusMoved(true));
    document.addEventListener('focusout', (event) => this.#focusMoved(event.relatedTarget !== null));
    document.addEventListener('keydown', (event) => event.key === 'Escape' && this.#emit('escape'));
    this.#showBrand();
    part('card').hidden = false;
    new ResizeObserver(() => this.#emit('resize', document.body.offsetHeight)).observe(document.body);
  }

  /** @param {Options} options */
  update({ appearance, country, countryCode, readOnly }) {
    if (appearance) dress(appearance);
    if (country !== undefined) /** @type {HTMLElement} */ (this.#country.parentElement).hidden = !country;
    if (countryCode) this.#country.value = countryCode;
    if (readOnly !== undefined) for (const input of Object.values(this.#inputs)) input.readOnly = readOnly;
  }

  focus() {
    (Object.values(this.#inputs).find((input) => input.value === '') ?? this.#inputs.number).focus();
  }

  blur() {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  }

  clear() {
    for (const input of Object.values(this.#inputs)) input.value = '';
    this.#showProblem(null, null);
    this.#showBrand();
    this.#changed();
  }

  /**
   * Checks every field, writes the first problem under them and moves the focus to it.
   * @returns {{error: {type: string, code: string, message: string}}|{selectedPaymentMethod: string}}
   */
  validate() {
    for (const name of /** @type {Name[]} */ (Object.keys(this.#inputs))) {
      const code = this.#problem(name);
      if (!code) continue;
      this.#showProblem(name, code);
      this.#inputs[name].focus();
      return { error: { type: 'validation_error', code, message: this.#texts[code] } };
    }
    this.#showProblem(null, null);
    return { selectedPaymentMethod: 'card' };
  }

  /**
   * Marks the field that the bank or Stripe refused.
   * @param {string|undefined} code
   */
  mark(code) {
    /** @type {Record<string, Name>} */
    const blamed = { incorrect_number: 'number', invalid_number: 'number', expired_card: 'expiry', incorrect_cvc: 'cvc', invalid_cvc: 'cvc' };
    const name = blamed[code ?? ''];
    if (name) this.#inputs[name].setAttribute('aria-invalid', 'true');
  }

  /** The card and country for `payment_method_data`; never leaves this frame except to the API. */
  paymentMethod() {
    const expiry = parseExpiry(this.#inputs.expiry.value);
    const asked = !(/** @type {HTMLElement} */ (this.#country.parentElement).hidden);
    return {
      type: 'card',
      card: {
        number: digitsOf(this.#inputs.number.value),
        exp_month: expiry?.month,
        exp_year: expiry?.year,
        cvc: digitsOf(this.#inputs.cvc.value),
      },
      ...(asked && this.#country.value && { billing_details: { address: { country: this.#country.value } } }),
    };
  }

  /** @param {string} name */
  #label(name) {
    const label = /** @type {HTMLElement} */ (document.querySelector(`label[for="${name}"]`));
    label.textContent = this.#texts[name];
    const long = this.#texts[`${name}_long`];
    if (long) part(name).setAttribute('aria-label', `${this.#texts[name]}, ${long}`);
  }

  /** @param {Name} name */
  #listen(name) {
    const input = this.#inputs[name];
    input.addEventListener('input', (event) => {
      this.#format(name, /** @type {InputEvent} */ (event).inputType?.startsWith('delete') ?? false);
      if (input.hasAttribute('aria-invalid')) this.#showProblem(null, null);
      if (name === 'number') this.#showBrand();
      this.#changed();
      this.#moveOn(name);
    });
    input.addEventListener('blur', () => {
      const code = input.value === '' ? null : this.#problem(name);
      if (code) this.#showProblem(name, code);
    });
  }

  /**
   * @param {Name} name
   * @param {boolean} erasing
   */
  #format(name, erasing) {
    const input = this.#inputs[name];
    const before = digitsOf(input.value.slice(0, input.selectionStart ?? input.value.length)).length;
    const atEnd = input.selectionStart === input.value.length;
    if (name === 'number') input.value = formatNumber(input.value);
    if (name === 'expiry') input.value = formatExpiry(input.value, erasing);
    if (name === 'cvc') input.value = digitsOf(input.value).slice(0, this.#rule().cvc);
    if (atEnd) return;
    let caret = 0;
    for (let seen = 0; seen < before && caret < input.value.length; caret += 1) if (/\d/.test(input.value[caret])) seen += 1;
    input.setSelectionRange(caret, caret);
  }

  /** @param {Name} name */
  #moveOn(name) {
    const input = this.#inputs[name];
    if (document.activeElement !== input || input.selectionStart !== input.value.length || this.#problem(name)) return;
    if (name === 'number' && digitsOf(input.value).length === this.#rule().lengths[0]) this.#inputs.expiry.focus();
    if (name === 'expiry') this.#inputs.cvc.focus();
  }

  #rule() {
    return brandOf(digitsOf(this.#inputs.number.value));
  }

  /** @param {Name} name */
  #problem(name) {
    const { value } = this.#inputs[name];
    if (name === 'number') return numberProblem(digitsOf(value));
    return name === 'expiry' ? expiryProblem(value, new Date()) : cvcProblem(digitsOf(value), this.#rule());
  }

  /**
   * @param {Name|null} name
   * @param {string|null} code
   */
  #showProblem(name, code) {
    for (const input of Object.values(this.#inputs)) input.removeAttribute('aria-invalid');
    if (name) this.#inputs[name].setAttribute('aria-invalid', 'true');
    this.#error.hidden = code === null;
    this.#error.textContent = code === null ? '' : this.#texts[code];
  }

  #showBrand() {
    const marks = /** @type {HTMLElement} */ (document.querySelector('.brands'));
    const { brand, cvc } = this.#rule();
    if (marks.dataset.brand === brand) return;
    marks.dataset.brand = brand;
    marks.innerHTML = brandMarks(brand);
    this.#inputs.cvc.maxLength = cvc;
  }

  #changed() {
    const names = /** @type {Name[]} */ (Object.keys(this.#inputs));
    this.#emit('change', {
      empty: names.every((name) => this.#inputs[name].value === ''),
      complete: names.every((name) => this.#problem(name) === null),
    });
  }

  /** @param {boolean} inside */
  #focusMoved(inside) {
    if (inside === this.#focused) return;
    this.#focused = inside;
    this.#emit(inside ? 'focus' : 'blur');
  }
}

/**
 * Puts an appearance on the frame's document as custom properties.
 * @param {Appearance} appearance
 */
function dress({ theme, variables = {}, rules = {} }) {
  const root = document.documentElement;
  root.removeAttribute('style');
  root.dataset.theme = theme === 'night' ? 'night' : 'stripe';
  for (const [name, property] of Object.entries(PROPERTIES)) {
    if (variables[name]) root.style.setProperty(property, variables[name]);
  }
  const line = rules['.Input']?.borderColor ?? /(#|rgb|hsl).*$/.exec(rules['.Input']?.border ?? '')?.[0];
  if (line) root.style.setProperty('--border', line);
  const { borderColor: focus, boxShadow: glow } = rules['.Input:focus'] ?? {};
  if (focus) root.style.setProperty('--focus', focus);
  if (glow) root.style.setProperty('--glow', glow);
}
