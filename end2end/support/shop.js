// @ts-check
// A shop that is the same on every machine and every day: an invented year, a fixed address, a fixed moment.

import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { App } from './app.js';
import { test as base, expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{width: number, theme: 'light' | 'dark', language: 'en' | 'ro', guest?: boolean}} View */
/**
 * @typedef {{link: string, payment: string, state: Awaited<ReturnType<import('@playwright/test').BrowserContext['storageState']>>}} Shop
 */

/** When it is. */
export const NOW = '2026-11-24T15:30:00Z';
const ORIGIN = 'http://pay.example.com';
const OWNER = 'ioana@example.com';
const PAYMENTS = 400;
/** What every page is written in. */
export const FONTS = ['Inter', 'DejaVu Sans Mono', 'Noto Sans', 'Noto Color Emoji'];
const HEIGHT = { 390: 844, 768: 1024, 1440: 900 };

const SEEDED = fileURLToPath(new URL('../test-results/shop', import.meta.url));
const SETTINGS = { PAYLINKS_SANDBOX_NOW: NOW, PAYLINKS_PUBLIC_URL: ORIGIN, RUST_LOG: 'warn' };

/** Makes the shop's year, once for all workers. */
export async function seed() {
  const binary = process.env.PAYLINKS_BIN;
  if (!binary) throw new Error('PAYLINKS_BIN names no binary');
  await rm(SEEDED, { recursive: true, force: true });
  await promisify(execFile)(binary, ['seed', '--payments', String(PAYMENTS)], {
    env: { PATH: process.env.PATH, PAYLINKS_LISTEN: '127.0.0.1:0', PAYLINKS_DATA_DIR: SEEDED, ...SETTINGS },
  });
}

/** A port that nobody listens at: the printed address is the public one, which does not tell it. */
async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** @type {any} */
const fixtures = {
  port: [async ({}, /** @type {any} */ use) => use(await freePort()), { scope: 'worker' }],
  app: [
    async (/** @type {{port: number}} */ { port }, /** @type {any} */ use) => {
      const app = await App.start({ ...SETTINGS, PAYLINKS_LISTEN: `127.0.0.1:${port}` }, SEEDED);
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async (/** @type {any} */ { port, launchOptions }, /** @type {any} */ use) => {
      const here = [
        `--host-resolver-rules=MAP pay.example.com:80 127.0.0.1:${port}`,
        // Copying to the clipboard is for secure pages, and so are its buttons.
        `--unsafely-treat-insecure-origin-as-secure=${ORIGIN}`,
        // The same strokes whatever the screen and the settings of the machine.
        '--font-render-hinting=none',
        '--disable-lcd-text',
        '--disable-partial-raster',
        '--force-color-profile=srgb',
      ];
      // The browser's own words, in fields of dates and files, follow the machine's language.
      const env = { ...process.env, LC_ALL: 'C.UTF-8', LANGUAGE: 'en' };
      await use({ ...launchOptions, args: [...launchOptions.args, ...here], env });
    },
    { scope: 'worker' },
  ],
  shop: [
    async (/** @type {any} */ { app, port, browser }, /** @type {any} */ use) => {
      const page = await browser.newPage({ baseURL: app.url });
      await use(await enter(page, port));
    },
    { scope: 'worker' },
  ],
  look: async (/** @type {any} */ { shop, visit }, /** @type {any} */ use) => {
    await use(async (/** @type {View} */ { width, theme, language, guest = false }) => {
      const page = await visit({
        viewport: { width, height: HEIGHT[/** @type {390} */ (width)] },
        colorScheme: theme,
        locale: language === 'ro' ? 'ro-RO' : 'en-GB',
        timezoneId: 'Europe/Bucharest',
        deviceScaleFactor: 1,
        hasTouch: width < 700,
        reducedMotion: 'reduce',
        storageState: guest ? undefined : shop.state,
      });
      await page.context().addCookies([{ name: 'lang', value: language, url: ORIGIN }]);
      await page.clock.setFixedTime(NOW);
      return page;
    });
  },
};

/**
 * Signs the owner in with the link that the seed has mailed, and finds what is sold.
 * @param {Page} page
 * @param {number} port
 * @returns {Promise<Shop>}
 */
async function enter(page, port) {
  /** @type {import('./app.js').Mail[]} */
  const mails = await (await fetch(`http://127.0.0.1:${port}/dev/mailbox.json`)).json();
  const links = mails.filter((mail) => mail.to === OWNER).flatMap((mail) => mail.links);
  const link = links.find((address) => address.includes('/sign-in/confirm'));
  if (!link) throw new Error('the seed mailed no link');
  await page.goto(link);
  await page.locator('main form button').click();
  await page.waitForURL('**/dashboard');
  const addressOf = async (/** @type {string} */ list, /** @type {RegExp} */ text) => {
    await page.goto(list);
    const row = page.locator('tbody tr', { hasText: text }).first();
    return (await row.locator('a.table__name').getAttribute('href')) ?? '';
  };
  const state = await page.context().storageState();
  const shop = { state, link: await addressOf('/dashboard/links', /Fotografie de produs/), payment: await addressOf('/dashboard/payments', /Plătită|Paid/) };
  await page.context().close();
  return shop;
}

/** `test` of the pictures: `look` opens a page of the shop as somebody sees it. */
export const test = /** @type {import('@playwright/test').TestType<{shop: Shop, look: (view: View) => Promise<Page>}, {app: App}>} */ (
  /** @type {any} */ (base.extend(fixtures))
);

export { expect };
