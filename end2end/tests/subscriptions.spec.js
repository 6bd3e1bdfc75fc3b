// @ts-check
// A membership of 29.99 RON a month with 14 days free, from the seller's form to the subscriber's page.

import { expect, test, violations } from '../support/test.js';
import { BANK, RECEIPT, fillBuyer, isTold, openOffer, pay, typeCard } from '../support/buyer.js';
import { fillLink, madeLink, openShop, unique } from '../support/merchant.js';

/** @typedef {import('@playwright/test').Page} Page */

// Where a card is declined, the browser says so.
test.use({ allowed: [/status of 402/] });

/**
 * @param {Page} page
 * @param {string} [days]
 */
async function makeClub(page, days = '14') {
  await page.goto('/dashboard/links/new');
  await expect(page.locator('[name=trial_days]')).toBeHidden();
  await page.getByLabel('Subscription').check();
  await expect(page.locator('[name=trial_days]')).toBeVisible();
  await fillLink(page, { title: `Club ${unique()}`, amount: '29.99', trial_days: days });
  await page.getByRole('button', { name: 'Create link' }).click();
  return madeLink(page);
}

/** @param {Page} page */
const agree = (page) => page.frameLocator(BANK).getByRole('button', { name: 'Complete authentication' }).click();

test('a buyer subscribes with 14 days free', async ({ app, page, visit }) => {
  await openShop(page, app);
  const { slug } = await makeClub(page);
  await expect(page.locator('.link-page__line')).toContainText('every month');
  await expect(page.getByText('Nobody has subscribed yet.')).toBeVisible();

  const buyer = await visit();
  await openOffer(buyer, slug);
  await expect(buyer.locator('.pay__trial')).toHaveText(/^14 days free, then 29\.99\sRON every month from \d+\s\w+\s20\d\d\.$/);
  await expect(buyer.locator('.total')).toContainText('0.00');
  await expect(buyer.getByText(/^Then 29\.99\sRON every month until you cancel\./)).toBeVisible();
  expect(await violations(buyer)).toEqual([]);
  await fillBuyer(buyer, '4000000000000002');
  await pay(buyer);
  await isTold(buyer, /declined/);
  await typeCard(buyer, '4242424242424242');
  await pay(buyer);
  await buyer.waitForURL(RECEIPT);
  await expect(buyer.getByRole('heading', { name: 'You are subscribed' })).toBeVisible();
  await expect(buyer.locator('.receipt')).toContainText(/29\.99\sRON every month/);
  await expect(buyer.locator('.receipt')).toContainText('First charge');
  expect(await violations(buyer)).toEqual([]);
  await buyer.goBack();
  await buyer.waitForURL(RECEIPT);

  await app.settle();
  await expect(async () => {
    await page.reload();
    const row = page.locator('.link-page tbody tr');
    await expect(row).toContainText('elena@example.test', { timeout: 500 });
    await expect(row).toContainText('Free days', { timeout: 500 });
  }).toPass();
  expect(await violations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Edit' }).first().click();
  await expect(page.locator('[name=trial_days]')).toHaveValue('14');
  await expect(page.locator('[type=radio][name=payment_type]'), 'it stays a subscription').toHaveCount(0);
  await expect(page.locator('[name=require_quantity]'), 'of one thing').toHaveCount(0);
});

test('the bank agrees twice, and a card that fails is replaced', async ({ app, page, visit }) => {
  await openShop(page, app);
  const { slug } = await makeClub(page, '');
  const careful = await visit();
  await openOffer(careful, slug);
  await fillBuyer(careful, '4000002760003184');
  await pay(careful);
  await agree(careful);
  await expect(careful.locator(BANK)).toBeHidden();
  await agree(careful);
  await careful.waitForURL(RECEIPT);
  await expect(careful.getByRole('heading', { name: 'You are subscribed' })).toBeVisible();

  const buyer = await visit();
  await openOffer(buyer, slug);
  await expect(buyer.locator('#pay')).toHaveText(/^Subscribe for 29\.99\sRON$/);
  await fillBuyer(buyer, '4000000000000341');
  await pay(buyer);
  await isTold(buyer, /declined/);
  await typeCard(buyer, '5555555555554444');
  await pay(buyer);
  await buyer.waitForURL(RECEIPT);
  await expect(buyer.locator('.receipt').first()).toContainText('Next charge');
});
