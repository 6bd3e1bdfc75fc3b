// @ts-check
// How long ago, in words.

/** @type {[Intl.RelativeTimeFormatUnit, number][]} */
const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/**
 * A moment seen from now: "3 hours ago", "ieri", "now".
 * @param {Date} moment
 * @param {Date} now
 * @param {string} language
 * @returns {string}
 */
export function relativeTime(moment, now, language) {
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const seconds = Math.round((moment.getTime() - now.getTime()) / 1000);
  for (const [unit, size] of UNITS) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/**
 * When the words change next, in milliseconds.
 * @param {Date} moment
 * @param {Date} now
 * @returns {number}
 */
export function nextChange(moment, now) {
  const age = Math.abs(now.getTime() - moment.getTime());
  return age < 3_600_000 ? 30_000 : 600_000;
}
