// @ts-check
// One page under Lighthouse as a phone sees it: the default phone, network and processor, simulated.

import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';

/** @typedef {import('lighthouse').Result} Report */
/** @typedef {'performance' | 'accessibility' | 'best-practices' | 'seo'} Category */

/**
 * What Lighthouse says of one page.
 * @typedef {object} Finding
 * @property {Partial<Record<Category, number>>} scores of a hundred
 * @property {number} shift cumulative layout shift
 * @property {number} lcp largest contentful paint, milliseconds
 * @property {number} requests whatever it loads, its icon too
 * @property {number} bytes over the wire
 * @property {Report} report everything else
 */

/** @type {Category[]} */
export const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const FLAGS = ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'];
// Names that are not of this machine are not to be found: a page that asks for one shows it here.
const LOOPBACK_ONLY = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';
const DETAILS = 6;

const TRIES = 4;

const openBrowser = () => launch({ chromePath: process.env.CHROMIUM ?? '/usr/bin/chromium', chromeFlags: [...FLAGS, LOOPBACK_ONLY], ignoreDefaultFlags: true, logLevel: 'error' });

/**
 * A report of one page by a browser of its own.
 * @param {string} url
 * @param {import('lighthouse').Flags} flags
 * @returns {Promise<Report>}
 */
async function look(url, flags) {
  for (let left = TRIES; ; left -= 1) {
    const browser = await openBrowser();
    try {
      const result = await lighthouse(url, { ...flags, port: browser.port, logLevel: 'error' });
      if (!result) throw new Error(`Lighthouse said nothing of ${url}`);
      const { runtimeError } = result.lhr;
      if (!runtimeError) return result.lhr;
      // A trace that lost its beginning is the recorder's failure, not the page's.
      if (runtimeError.code !== 'NO_NAVSTART' || left <= 1) throw new Error(`${url}: ${runtimeError.message}`);
    } finally {
      browser.kill();
    }
  }
}

/**
 * Looks at one page once.
 * @param {string} url
 * @param {Category[]} categories
 * @param {string} [cookie]
 * @returns {Promise<Finding>}
 */
export async function audit(url, categories, cookie) {
  const extraHeaders = cookie ? { Cookie: cookie } : undefined;
  const report = await look(url, { onlyCategories: categories, extraHeaders, disableFullPageScreenshot: true });
  const scores = Object.fromEntries(Object.entries(report.categories).map(([name, { score }]) => [name, Math.round((score ?? 0) * 100)]));
  const value = (/** @type {string} */ name) => report.audits[name]?.numericValue ?? 0;
  const loaded = /** @type {any} */ (report.audits['network-requests']?.details)?.items ?? [];
  const missing = loaded.filter((/** @type {any} */ load) => load.statusCode >= 400);
  if (missing.length > 0) throw new Error(`${url} lacks ${missing.map((/** @type {any} */ load) => `${load.url} (${load.statusCode})`).join(', ')}`);
  return {
    scores,
    shift: value('cumulative-layout-shift'),
    lcp: value('largest-contentful-paint'),
    requests: loaded.length,
    bytes: loaded.reduce((/** @type {number} */ sum, /** @type {any} */ load) => sum + (load.transferSize ?? 0), 0),
    report,
  };
}

/**
 * Looks at one page until its performance is good enough, three times at most, and gives the middle look: other
 * programs on the machine cost points, pages that are slow stay slow.
 * @param {string} url
 * @param {Category[]} categories
 * @param {string | undefined} cookie
 * @param {number} enough
 */
export async function steadyAudit(url, categories, cookie, enough) {
  const score = (/** @type {Finding} */ finding) => finding.scores.performance ?? 100;
  const first = await audit(url, categories, cookie);
  if (score(first) >= enough) return first;
  const all = [first, await audit(url, categories, cookie), await audit(url, categories, cookie)];
  return all.toSorted((a, b) => score(a) - score(b))[1] ?? first;
}

/**
 * The audits that cost a category points, with what they point at.
 * @param {Report} report
 * @param {Category} category
 * @returns {string[]}
 */
export function complaints(report, category) {
  const weighed = report.categories[category]?.auditRefs.filter(({ weight }) => weight > 0) ?? [];
  return weighed.flatMap(({ id }) => {
    const audit = report.audits[id];
    if (!audit || audit.score === null || audit.score >= 0.99) return [];
    return [`  ${id}: ${audit.title} ${audit.displayValue ?? ''} (${audit.score})`, ...places(report, id)];
  });
}

/**
 * What an audit points at.
 * @param {Report} report
 * @param {string} id of the audit
 * @returns {string[]}
 */
export function places(report, id) {
  const items = /** @type {any} */ (report.audits[id]?.details)?.items ?? [];
  return items.slice(0, DETAILS).map((/** @type {any} */ item) => {
    const { node, subItems, ...rest } = item;
    const at = node ? `${node.selector} ${node.snippet ?? ''} ${node.explanation ?? ''}`.replaceAll(/\s+/g, ' ') : '';
    const more = JSON.stringify({ ...rest, causes: subItems?.items?.map((/** @type {any} */ cause) => cause.cause ?? cause) }) ?? '';
    return `    ${at} ${more.slice(0, 400)}`;
  });
}
