// @ts-check
// The words inside the card fields, in English and Romanian.

/** @typedef {Record<string, string>} Texts */

/** @type {Record<'en'|'ro', Texts>} */
const TEXTS = {
  en: {
    card: 'Card',
    frame: 'Secure payment fields',
    number: 'Card number',
    expiry: 'MM / YY',
    expiry_long: 'expiration date',
    cvc: 'CVC',
    cvc_long: 'security code',
    country: 'Country',
    close: 'Cancel',
    verify: 'Confirm the payment with your bank',
    incomplete_number: 'Your card number is incomplete.',
    invalid_number: 'Your card number is invalid.',
    incomplete_expiry: 'Your card’s expiration date is incomplete.',
    invalid_expiry_year_past: 'Your card’s expiration year is in the past.',
    invalid_expiry_month_past: 'Your card’s expiration date is in the past.',
    invalid_expiry_year: 'Your card’s expiration year is invalid.',
    incomplete_cvc: 'Your card’s security code is incomplete.',
    api_connection_error: 'We are experiencing issues connecting to our payments provider. Please check your internet connection and try again.',
  },
  ro: {
    card: 'Card',
    frame: 'Câmpuri de plată securizate',
    number: 'Număr de card',
    expiry: 'LL / AA',
    expiry_long: 'data expirării',
    cvc: 'CVC',
    cvc_long: 'cod de securitate',
    country: 'Țara',
    close: 'Renunță',
    verify: 'Confirmă plata la banca ta',
    incomplete_number: 'Numărul cardului este incomplet.',
    invalid_number: 'Numărul cardului nu este valid.',
    incomplete_expiry: 'Data expirării cardului este incompletă.',
    invalid_expiry_year_past: 'Anul expirării cardului a trecut.',
    invalid_expiry_month_past: 'Data expirării cardului a trecut.',
    invalid_expiry_year: 'Anul expirării cardului nu este valid.',
    incomplete_cvc: 'Codul de securitate al cardului este incomplet.',
    api_connection_error: 'Nu putem ajunge la serviciul de plăți. Verifică legătura la internet și încearcă din nou.',
    card_declined: 'Cardul a fost refuzat.',
    generic_decline: 'Cardul a fost refuzat.',
    insufficient_funds: 'Pe card nu sunt destui bani. Încearcă alt card.',
    lost_card: 'Cardul a fost refuzat.',
    stolen_card: 'Cardul a fost refuzat.',
    card_velocity_exceeded: 'Cardul a fost refuzat pentru că a fost folosit de prea multe ori.',
    expired_card: 'Cardul a expirat.',
    incorrect_cvc: 'Codul de securitate al cardului este greșit.',
    incorrect_number: 'Numărul cardului este greșit.',
    processing_error: 'A apărut o eroare la procesarea cardului. Încearcă din nou peste puțin timp.',
    payment_intent_authentication_failure: 'Metoda ta de plată nu a putut fi autentificată. Alege altă metodă de plată și încearcă din nou.',
    setup_intent_authentication_failure: 'Metoda ta de plată nu a putut fi autentificată. Alege altă metodă de plată și încearcă din nou.',
  },
};

/**
 * The language to write in: the one asked for, else the browser's, else English.
 * @param {string|undefined} locale
 * @param {readonly string[]} [preferred]
 * @returns {'en'|'ro'}
 */
export function languageOf(locale, preferred = []) {
  const wanted = !locale || locale === 'auto' ? preferred[0] ?? 'en' : locale;
  return wanted.toLowerCase().startsWith('ro') ? 'ro' : 'en';
}

/**
 * The words of a language.
 * @param {'en'|'ro'} language
 * @returns {Texts}
 */
export function textsOf(language) {
  return TEXTS[language];
}

/**
 * A Stripe error with its message in the language, where we have one for its code.
 * @template {{message?: string, code?: string, decline_code?: string}} E
 * @param {E} error
 * @param {Texts} texts
 * @returns {E}
 */
export function translateError(error, texts) {
  const message = texts[error.decline_code ?? ''] ?? texts[error.code ?? ''];
  return message ? { ...error, message } : error;
}
