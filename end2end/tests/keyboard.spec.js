// @ts-check
// From sign-in to the sale with the keyboard alone.

import { expect, test } from '../support/test.js';
import { madeLink, newEmail, unique } from '../support/merchant.js';
import { RECEIPT, openOffer } from '../support/buyer.js';

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Goes on with Tab until `selector` has the focus, and looks whether it shows.
 * @param {Page} page
 * @param {string} selector
 */
async function tabTo(page, selector) {
  for (let count = 0; count < 60; count += 1) {
    const at = await page.evaluate((wanted) => {
      const now = document.activeElement;
      if (!now?.matches(wanted)) return null;
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(now);
      return { seen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none', borderColor };
    }, selector);
    if (at) return expect(at.seen, `${selector} shows its focus`).toBe(true);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${selector}`);
}

test('keyboard alone: sign in, make a link, pay', async ({ app, page, visit }) => {
  test.setTimeout(60_000);
  const email = newEmail();
  const keys = page.keyboard;
  await page.goto('/');
  await tabTo(page, 'main a[href="/sign-in"]');
  await keys.press('Enter');
  await page.waitForURL('**/sign-in');
  await tabTo(page, '[name=email]');
  await keys.type(email);
  await keys.press('Enter');
  await page.waitForURL('**/sent');
  await page.goto((await app.mailTo(email)).links[0]);
  await tabTo(page, 'main form button');
  await keys.press('Enter');
  await page.waitForURL('**/onboarding');
  await tabTo(page, '[name=name]');
  await keys.type('Atelier Lumina');
  await tabTo(page, '[name=country]');
  await keys.type('Romania');
  await tabTo(page, 'main form button.button--primary');
  await keys.press('Enter');
  await page.waitForURL('**/payments?welcome');
  await tabTo(page, 'main form button');
  await keys.press('Enter');
  await page.waitForURL('**/sandbox/stripe/**');
  await tabTo(page, 'button[value=complete]');
  await keys.press('Enter');
  await page.waitForURL('**/dashboard/settings/payments');

  await keys.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await tabTo(page, 'nav a[href="/dashboard/links"]');
  await keys.press('Enter');
  await page.waitForURL('**/dashboard/links');
  await tabTo(page, 'main a[href="/dashboard/links/new"]');
  await keys.press('Enter');
  await page.waitForURL('**/links/new');
  await tabTo(page, '[name=title]');
  await keys.type(`Numai tastatura ${unique()}`);
  await tabTo(page, '[name=amount]');
  await keys.type('12.50');
  await tabTo(page, '[name=collect_email]');
  await tabTo(page, '.editor__head button.button--primary');
  await keys.press('Enter');
  await page.waitForURL(/\/dashboard\/links\/[0-9a-f-]{36}(\?|$)/);
  const { slug } = await madeLink(page);

  const buyer = await visit();
  await openOffer(buyer, slug);
  await tabTo(buyer, '[name=email]');
  await buyer.keyboard.type('elena@example.test');
  await buyer.keyboard.press('Tab');
  await expect(buyer.frameLocator('#payment-element iframe').locator('#number')).toBeFocused();
  await buyer.keyboard.type('4242424242424242');
  await buyer.keyboard.type('1234');
  await buyer.keyboard.type('123');
  await buyer.keyboard.press('Tab');
  await expect(buyer.locator('#pay')).toBeFocused();
  await buyer.keyboard.press('Enter');
  await buyer.waitForURL(RECEIPT);

  await page.goto('/dashboard/links');
  await tabTo(page, 'tbody summary');
  await keys.press('Enter');
  for (let count = 0; count < 8; count += 1) await keys.press('ArrowDown');
  await expect(page.locator('.menu__item--danger').first()).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await keys.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('tbody summary').first()).toBeFocused();
});
