// @ts-check
// A code for the first buyers, from the seller's form to the receipt.

import { expect, test } from '../support/test.js';
import { fillBuyer, openOffer, pay, ready, seesReceipt } from '../support/buyer.js';
import { openShop } from '../support/merchant.js';

test('twenty percent off for the first fifty buyers', async ({ app, page, visit }) => {
  const { slug } = await openShop(page, app);
  await page.goto('/dashboard/codes');
  await page.getByRole('link', { name: 'New code' }).click();
  await page.locator('[name=code]').fill('first50');
  await expect(page.locator('[name=amount]')).toBeHidden();
  await page.locator('[name=percent]').fill('20');
  await page.locator('[name=max_uses]').fill('50');
  await page.getByRole('button', { name: 'Create code' }).click();
  await expect(page.getByRole('row', { name: /FIRST50.*20%.*Active.*0 of 50/ })).toBeVisible();

  const buyer = await visit();
  await openOffer(buyer, slug);
  await expect(buyer.locator('.total')).toContainText('149.00');
  await buyer.getByText('I have a promotion code').click();
  const field = buyer.getByLabel('Promotion code');
  await field.fill('nothing');
  await buyer.getByRole('button', { name: 'Apply' }).click();
  await expect(buyer.getByText('This code is not known.')).toBeVisible();
  await field.fill('First50');
  await buyer.getByRole('button', { name: 'Apply' }).click();
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 119\.20\sRON$/);
  await expect(buyer.locator('form#checkout')).toContainText('Discount FIRST50');
  await fillBuyer(buyer, '4242424242424242');
  await pay(buyer);
  await seesReceipt(buyer);
  await expect(buyer.locator('.receipt')).toContainText('119.20');
  await app.settle();
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole('row', { name: /1 of 50/ })).toBeVisible({ timeout: 1000 });
  }).toPass();

  await buyer.goto(`/p/${slug}?code=first50`);
  await ready(buyer);
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 119\.20\sRON$/);
});
