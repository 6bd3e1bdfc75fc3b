// @ts-check
// The browser, and what every journey does: open the page, type a card, pay, look where it led.
// SANDBOX_URL names the sandbox, SHOTS a folder for pictures, CHROMIUM the browser.

import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';
import { startShop } from './server.mjs';

/** @typedef {import('playwright-core').Page} Page */

/** The sandbox that everything runs against. */
export const sandbox = process.env.SANDBOX_URL ?? 'http://127.0.0.1:4242';
/** Where pictures go, if they are wanted. */
export const shots = process.env.SHOTS;
const only = process.argv[2];
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
let failed = 0;

/**
 * One story in a new browser profile and a new shop; its console has to stay empty.
 * @param {string} name
 * @param {(page: Page, shop: Awaited<ReturnType<typeof startShop>>) => Promise<void>} body
 * @param {{crossOrigin?: boolean, expected?: RegExp, context?: import('playwright-core').BrowserContextOptions}} [options]
 */
export async function journey(name, body, { crossOrigin = false, expected = /^$/, context = {} } = {}) {
  if (only && !name.includes(only)) return;
  const shop = await startShop({ sandbox, crossOrigin });
  const tab = await browser.newContext({ baseURL: shop.url, ...context });
  const page = await tab.newPage();
  page.setDefaultTimeout(8000);
  /** @type {string[]} */
  const noise = [];
  page.on('console', (message) => {
    const text = `${message.text()} ${message.location().url}`;
    // A sandbox that runs alone has no icon for its own pages.
    if (['error', 'warning'].includes(message.type()) && !expected.test(text) && !text.endsWith('/favicon.ico')) noise.push(text);
  });
  page.on('pageerror', (error) => noise.push(String(error)));
  try {
    await body(page, shop);
    assert.deepEqual(noise, [], 'the console stays empty');
    console.log(`ok   ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL ${name}\n${error instanceof Error ? error.stack : error}\n${noise.join('\n')}`);
    if (shots) await page.screenshot({ path: `${shots}/failed-${name.replaceAll(/\W+/g, '-')}.png` });
  } finally {
    await tab.close();
    shop.close();
  }
}

/**
 * The frame with the card fields.
 * @param {Page} page
 */
export const card = (page) => page.frameLocator('#payment-element iframe');

/**
 * @param {Page} page
 * @param {string} number
 */
export async function typeCard(page, number) {
  await card(page).getByLabel('Număr de card').fill('');
  await card(page).getByLabel('Număr de card').pressSequentially(number);
  await card(page).getByLabel('LL / AA').fill('0434');
  await card(page).getByLabel('CVC').fill('123');
}

/**
 * @param {Page} page
 * @param {string} number
 * @param {string} [slug]
 */
export async function fill(page, number, slug = 'course') {
  await page.goto(`/p/${slug}`);
  await page.getByLabel('E-mail').fill('elena@example.test');
  await page.getByLabel('Nume și prenume').fill('Elena Dumitrescu');
  await typeCard(page, number);
}

/** @param {Page} page */
export const pay = (page) => page.getByRole('button', { name: /Plătește/ }).click();
/** @param {Page} page */
export const paid = (page) => page.waitForURL(/\/return\/cs-.*redirect_status=succeeded/);
/**
 * @param {Page} page
 * @param {RegExp} words
 */
export const told = (page, words) => page.locator('#checkout-error', { hasText: words }).waitFor();
export const bank = 'dialog iframe';
export const refused = /status of 4\d\d/;

/** Closes the browser and gives the exit code. */
export async function finish() {
  await browser.close();
  process.exitCode = failed > 0 ? 1 : 0;
}
