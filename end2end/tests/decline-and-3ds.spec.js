// @ts-check
// Banks that say no, banks that ask, and buyers who try again: always one payment intent.

import { expect, test } from '../support/test.js';
import { openShop } from '../support/merchant.js';
import { BANK, fillBuyer, isTold, openOffer, pay, seesReceipt, typeCard } from '../support/buyer.js';

// A declined card is a 402 of Stripe, which browsers report.
test.use({ allowed: [/status of 402/] });

/** @type {{slug: string, title: string}} */
let shop;
/** Intents that were there before the test. */
let before = 0;

test.beforeEach(async ({ app, visit }) => {
  shop = await openShop(await visit(), app);
  before = (await app.starts(shop.title)).length;
  expect(before).toBe(0);
});

test.afterEach(async ({ app }) => {
  expect(await app.starts(shop.title), 'one payment intent').toHaveLength(1);
});

test('a declined card is told in Stripe’s words, another one pays', async ({ page }) => {
  await openOffer(page, shop.slug);
  await fillBuyer(page, '4000000000000002');
  await pay(page);
  await isTold(page, /Your card was declined\./);
  await expect(page.locator('#pay')).toBeEnabled();
  await typeCard(page, '4000000000009995');
  await pay(page);
  await isTold(page, /insufficient funds/);
  await typeCard(page, '4242424242424242');
  await pay(page);
  await seesReceipt(page);
});

test('a reload between two tries keeps the payment', async ({ page }) => {
  await openOffer(page, shop.slug);
  await fillBuyer(page, '4000000000000002');
  await pay(page);
  await isTold(page, /declined/);
  await page.reload();
  await fillBuyer(page, '4242424242424242');
  await pay(page);
  await seesReceipt(page);
});

test('the bank asks in a dialog: no, then yes', async ({ page }) => {
  await openOffer(page, shop.slug);
  await fillBuyer(page, '4000002760003184');
  await pay(page);
  await page.frameLocator(BANK).getByRole('button', { name: 'Fail authentication' }).click();
  await isTold(page, /unable to authenticate/);
  await pay(page);
  await page.frameLocator(BANK).getByRole('button', { name: 'Complete authentication' }).click();
  await seesReceipt(page);
});

test('the bank asks on a page of its own: yes', async ({ page }) => {
  await openOffer(page, shop.slug);
  await fillBuyer(page, '4000000000003063');
  await pay(page);
  await page.getByRole('button', { name: 'Complete authentication' }).click();
  await seesReceipt(page);
});

test('the bank asks on a page of its own: no, then another card', async ({ page }) => {
  await openOffer(page, shop.slug);
  await fillBuyer(page, '4000000000003063');
  await pay(page);
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  await page.waitForURL(/\/return\//);
  await expect(page.getByRole('heading', { name: 'The payment did not go through' })).toBeVisible();
  await page.getByRole('link', { name: 'Try again' }).click();
  await fillBuyer(page, '4242424242424242');
  await pay(page);
  await seesReceipt(page);
});
