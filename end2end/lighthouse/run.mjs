// @ts-check
// Every kind of page under Lighthouse: no category below 98, nothing that moves. An argument looks only at the
// pages whose name contains it.

import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { App } from '../support/app.js';
import { enter } from '../support/enter.js';
import { CATEGORIES, complaints, places, steadyAudit } from './audit.mjs';
import { table } from './table.mjs';

/** @typedef {{name: string, path: string, cookie?: string, found: boolean}} Page */

const ENOUGH = 98;
// Enough for charts, pagers and every kind of payment.
const PAYMENTS = 60;
const OWNER = 'ioana@example.com';

/**
 * The pages to look at; `found` are those that search engines may know.
 * @param {App} app
 * @returns {Promise<Page[]>}
 */
async function pages(app) {
  const cookie = await enter(app, OWNER);
  const read = async (/** @type {string} */ path) => (await fetch(app.url + path, { headers: { cookie } })).text();
  const first = (/** @type {string} */ html, /** @type {RegExp} */ pattern) => {
    const [path] = pattern.exec(html) ?? [];
    if (!path) throw new Error(`nothing like ${pattern} on the page`);
    return path;
  };
  const payment = first(await read('/dashboard/payments?status=COMPLETED'), /\/dashboard\/payments\/[0-9a-f-]{36}/);
  const link = first(await read('/dashboard/links'), /\/dashboard\/links\/[0-9a-f-]{36}/);
  const receipt = first(await read(payment), /\/p\/[^/"]+\/receipt\/[^"?]+/);
  const open = { found: true };
  const behind = { found: false, cookie };
  return [
    { name: 'front', path: '/', ...open },
    { name: 'sign-in', path: '/sign-in', ...open },
    { name: 'pay page', path: first(await read(link), /\/p\/[^/"?]+/), ...open },
    { name: 'result', path: receipt.replace('/receipt/', '/return/'), found: false },
    { name: 'receipt', path: receipt, found: false },
    { name: 'home', path: '/dashboard', ...behind },
    { name: 'links', path: '/dashboard/links', ...behind },
    { name: 'link', path: link, ...behind },
    { name: 'editor', path: `${link}/edit`, ...behind },
    { name: 'payments', path: '/dashboard/payments', ...behind },
    { name: 'payment', path: payment, ...behind },
    { name: 'settings', path: '/dashboard/settings', ...behind },
  ];
}

/**
 * What is wrong with a page, with all that a reader needs to mend it.
 * @param {Page} page
 * @param {import('./audit.mjs').Finding} finding
 */
function verdict({ name, path }, { scores, shift, report }) {
  const low = CATEGORIES.filter((category) => (scores[category] ?? 100) < ENOUGH);
  const wrong = low.flatMap((category) => [`${name} (${path}): ${category} is ${scores[category]}, below ${ENOUGH}`, ...complaints(report, category)]);
  if (shift > 0) wrong.push(`${name} (${path}): it moves by ${shift}`, ...places(report, 'layout-shifts'));
  return wrong;
}

/** A running paylinks with a believable shop. */
async function openShop() {
  const folder = await mkdtemp(join(tmpdir(), 'paylinks-seed-'));
  try {
    const env = { PATH: process.env.PATH, PAYLINKS_DATA_DIR: folder };
    await promisify(execFile)(process.env.PAYLINKS_BIN ?? '', ['seed', '--payments', String(PAYMENTS)], { env });
    return await App.start({}, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const app = await openShop();
/** @type {string[]} */
const wrong = [];
try {
  const wanted = process.argv[2] ?? '';
  const rows = [];
  for (const page of (await pages(app)).filter(({ name }) => name.includes(wanted))) {
    const categories = CATEGORIES.filter((category) => page.found || category !== 'seo');
    const finding = await steadyAudit(app.url + page.path, categories, page.cookie, ENOUGH);
    rows.push({ name: page.name, finding });
    wrong.push(...verdict(page, finding));
  }
  console.log(table('Pages on the throttled phone of Lighthouse', rows));
  const failed = new Set(wrong.filter((line) => !line.startsWith(' ')).map((line) => line.split(' (')[0])).size;
  for (const line of wrong) console.error(line);
  console.log(`${rows.length - failed} passed, ${failed} failed`);
  if (rows.length === 0) throw new Error(`there is no page ${wanted}`);
} finally {
  await app.stop();
}
if (wrong.length > 0) process.exitCode = 1;
