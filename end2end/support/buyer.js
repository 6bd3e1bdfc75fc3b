// @ts-check
// What a buyer does on the pay page.

import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */

/** The bank's frame in its dialog. */
export const BANK = 'dialog iframe';
/** The receipt's address. */
export const RECEIPT = /\/p\/[^/]+\/return\/[^/?]+$/;

/**
 * Opens the pay page and waits until it can pay.
 * @param {Page} page
 * @param {string} slug
 */
export async function openOffer(page, slug) {
  await page.goto(`/p/${slug}`);
  await ready(page);
}

/** @param {Page} page */
export async function ready(page) {
  // Before the script runs the button is there too: it leads to Stripe's own page.
  await expect(page.locator('#payment-element iframe')).toBeAttached();
  await expect(page.locator('#pay')).toBeEnabled();
}

/**
 * @param {Page} page
 * @param {string} number
 */
export async function typeCard(page, number) {
  const frame = page.frameLocator('#payment-element iframe');
  await frame.locator('#number').fill(number);
  await frame.locator('#expiry').fill('12 / 34');
  await frame.locator('#cvc').fill('123');
}

/**
 * Fills our fields and the card.
 * @param {Page} page
 * @param {string} number
 * @param {Record<string, string>} [fields]
 */
export async function fillBuyer(page, number, fields = { email: 'elena@example.test' }) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`form#checkout [name="${name}"]`).fill(value);
  await typeCard(page, number);
}

/** @param {Page} page */
export const pay = (page) => page.locator('#pay').click();

/** @param {Page} page */
export async function seesReceipt(page) {
  await page.waitForURL(RECEIPT);
  await expect(page.locator('.receipt')).toBeVisible();
}

/**
 * @param {Page} page
 * @param {RegExp} words
 */
export const isTold = (page, words) => expect(page.locator('#checkout-error')).toContainText(words);

/**
 * Opens, fills, pays, arrives.
 * @param {Page} page
 * @param {string} slug
 * @param {Record<string, string>} [fields]
 */
export async function buy(page, slug, fields) {
  await openOffer(page, slug);
  await fillBuyer(page, '4242424242424242', fields);
  await pay(page);
  await seesReceipt(page);
}
