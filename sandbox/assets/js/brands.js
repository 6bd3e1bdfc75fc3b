// @ts-check
// Small card brand marks. Presentation attributes only, so that a strict CSP allows them.

const PLATE = '<rect x=".5" y=".5" width="33" height="21" rx="3.5" fill="#fff" stroke="#dcdfe1"/>';

/** @type {Record<string, string>} */
const MARKS = {
  visa: '<text x="17" y="15" text-anchor="middle" font-family="Arial,sans-serif" font-size="10" font-weight="900" font-style="italic" fill="#1a1f71">VISA</text>',
  mastercard: '<circle cx="13.5" cy="11" r="5.5" fill="#eb001b"/><circle cx="20.5" cy="11" r="5.5" fill="#f79e1b"/><path d="M17 6.8a5.5 5.5 0 0 1 0 8.4 5.5 5.5 0 0 1 0-8.4z" fill="#ff5f00"/>',
  amex: '<rect x="1" y="1" width="32" height="20" rx="3" fill="#006fcf"/><text x="17" y="14.5" text-anchor="middle" font-family="Arial,sans-serif" font-size="8.5" font-weight="900" fill="#fff">AMEX</text>',
  discover: '<text x="17" y="14" text-anchor="middle" font-family="Arial,sans-serif" font-size="6.5" font-weight="800" fill="#201d1c">DISC</text><circle cx="27" cy="16" r="4" fill="#f47216"/>',
  diners: '<circle cx="17" cy="11" r="7" fill="#0079be"/><path d="M15.5 6.5v9a4.6 4.6 0 0 1 0-9zm3 0v9a4.6 4.6 0 0 0 0-9z" fill="#fff"/>',
  jcb: '<path d="M8 5h5v12H8z" fill="#0e4c96"/><path d="M14.500 5h5v12h-5z" fill="#d0112b"/><path d="M21 5h5v12h-5z" fill="#007b40"/>',
  unionpay: '<path d="M9 4h7l-3 14H6z" fill="#e21836"/><path d="M15 4h7l-3 14h-7z" fill="#00447c"/><path d="M21 4h7l-3 14h-7z" fill="#007b84"/>',
};

/**
 * The marks to show: the recognised brand, or the two usual ones while there is none.
 * @param {string} brand
 * @returns {string} SVG markup
 */
export function brandMarks(brand) {
  const names = MARKS[brand] ? [brand] : ['visa', 'mastercard'];
  return names.map((name) => `<svg viewBox="0 0 34 22">${PLATE}${MARKS[name]}</svg>`).join('');
}
