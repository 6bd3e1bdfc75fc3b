// @ts-check
// Findings as a Markdown table for docs/performance.md.

import { CATEGORIES } from './audit.mjs';

const number = new Intl.NumberFormat('fr', { maximumFractionDigits: 0 });

/**
 * @param {string} title
 * @param {{name: string, finding: import('./audit.mjs').Finding}[]} rows
 */
export function table(title, rows) {
  const head = ['Page', 'requests', 'bytes', ...CATEGORIES.map((name) => name.replace('-', ' ')), 'LCP', 'CLS'];
  const lines = rows.map(({ name, finding: { scores, requests, bytes, lcp, shift } }) =>
    [name, requests, whole(bytes), ...CATEGORIES.map((category) => scores[category] ?? ''), `${(lcp / 1000).toFixed(2)} s`, shift.toFixed(3)],
  );
  const line = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(' | ')} |`;
  return [`### ${title}`, '', line(head), `|${'---|'.repeat(head.length)}`, ...lines.map(line), ''].join('\n');
}

/** @param {number} value */
const whole = (value) => number.format(value).replaceAll(/\s/g, ' ');
