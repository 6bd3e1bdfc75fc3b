// @ts-check
// What a card form knows about cards: brands, grouping, the check digit, dates.
// Pure functions, so that they are tested without a browser.

/** @typedef {'visa'|'mastercard'|'amex'|'discover'|'diners'|'jcb'|'unionpay'|'unknown'} Brand */
/** @typedef {{brand: Brand, pattern: RegExp, lengths: number[], cvc: number, gaps: number[]}} BrandRule */

/** @type {BrandRule[]} */
const BRANDS = [
  { brand: 'visa', pattern: /^4/, lengths: [16, 13, 19], cvc: 3, gaps: [4, 8, 12, 16] },
  { brand: 'mastercard', pattern: /^(5[1-5]|2(22[1-9]|2[3-9]|[3-6]|7[01]|720))/, lengths: [16], cvc: 3, gaps: [4, 8, 12] },
  { brand: 'amex', pattern: /^3[47]/, lengths: [15], cvc: 4, gaps: [4, 10] },
  { brand: 'diners', pattern: /^3(0[0-5]|[689])/, lengths: [14, 16], cvc: 3, gaps: [4, 10] },
  { brand: 'jcb', pattern: /^35/, lengths: [16], cvc: 3, gaps: [4, 8, 12] },
  { brand: 'discover', pattern: /^6(011|4[4-9]|5)/, lengths: [16], cvc: 3, gaps: [4, 8, 12] },
  { brand: 'unionpay', pattern: /^62/, lengths: [16, 19], cvc: 3, gaps: [4, 8, 12, 16] },
];

/** @type {BrandRule} */
const UNKNOWN = { brand: 'unknown', pattern: /^/, lengths: [16], cvc: 3, gaps: [4, 8, 12, 16] };

/**
 * The digits of what was typed or pasted.
 * @param {string} text
 * @returns {string}
 */
export function digitsOf(text) {
  return text.replace(/\D/g, '');
}

/**
 * The rule of the brand that a number begins with.
 * @param {string} digits
 * @returns {BrandRule}
 */
export function brandOf(digits) {
  return BRANDS.find((rule) => rule.pattern.test(digits)) ?? UNKNOWN;
}

/**
 * The longest number of digits worth keeping for a brand.
 * @param {BrandRule} rule
 * @returns {number}
 */
export function longest(rule) {
  return Math.max(...rule.lengths);
}

/**
 * A card number in groups as it is printed on the card.
 * @param {string} text
 * @returns {string}
 */
export function formatNumber(text) {
  const all = digitsOf(text);
  const rule = brandOf(all);
  const digits = all.slice(0, longest(rule));
  const cuts = [0, ...rule.gaps.filter((gap) => gap < digits.length), digits.length];
  return cuts.slice(1).map((cut, index) => digits.slice(cuts[index], cut)).join(' ');
}

/**
 * An expiry date as `MM / YY`; a first digit above 1 becomes `0d`, a pasted long year is cut.
 * @param {string} text
 * @param {boolean} [erasing] keep the bare month while the buyer deletes
 * @returns {string}
 */
export function formatExpiry(text, erasing = false) {
  let digits = digitsOf(text);
  if (/^[2-9]/.test(digits) || /^\s*\d\s*[/.-]/.test(text)) digits = `0${digits}`;
  if (digits.length >= 6 && digits.slice(2, 4) === '20') digits = digits.slice(0, 2) + digits.slice(4);
  digits = digits.slice(0, 4);
  if (digits.length > 2) return `${digits.slice(0, 2)} / ${digits.slice(2)}`;
  return digits.length === 2 && !erasing ? `${digits} / ` : digits;
}

/**
 * Whether the check digit is right (Luhn).
 * @param {string} digits
 * @returns {boolean}
 */
export function luhn(digits) {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    let digit = Number(digits[digits.length - 1 - index]);
    if (index % 2 === 1) digit = digit > 4 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return digits.length > 0 && sum % 10 === 0;
}

/**
 * What is wrong with a card number, as Stripe names it.
 * @param {string} digits
 * @returns {'incomplete_number'|'invalid_number'|null}
 */
export function numberProblem(digits) {
  const rule = brandOf(digits);
  if (digits.length < Math.min(...rule.lengths)) return 'incomplete_number';
  if (!luhn(digits)) return digits.length < longest(rule) && !rule.lengths.includes(digits.length) ? 'incomplete_number' : 'invalid_number';
  return rule.lengths.includes(digits.length) ? null : 'incomplete_number';
}

/**
 * Month and four-digit year of an expiry text, or null while it is not complete.
 * @param {string} text
 * @returns {{month: number, year: number}|null}
 */
export function parseExpiry(text) {
  const digits = digitsOf(text);
  if (digits.length !== 4) return null;
  return { month: Number(digits.slice(0, 2)), year: 2000 + Number(digits.slice(2)) };
}

/**
 * What is wrong with an expiry date, as Stripe names it.
 * @param {string} text
 * @param {Date} today
 * @returns {'incomplete_expiry'|'invalid_expiry_year_past'|'invalid_expiry_month_past'|'invalid_expiry_year'|null}
 */
export function expiryProblem(text, today) {
  const expiry = parseExpiry(text);
  if (!expiry || expiry.month < 1 || expiry.month > 12) return 'incomplete_expiry';
  const year = today.getFullYear();
  if (expiry.year < year) return 'invalid_expiry_year_past';
  if (expiry.year === year && expiry.month < today.getMonth() + 1) return 'invalid_expiry_month_past';
  return expiry.year > year + 50 ? 'invalid_expiry_year' : null;
}

/**
 * What is wrong with a security code, as Stripe names it.
 * @param {string} digits
 * @param {BrandRule} rule
 * @returns {'incomplete_cvc'|null}
 */
export function cvcProblem(digits, rule) {
  return digits.length === rule.cvc ? null : 'incomplete_cvc';
}
