// @ts-check
// Links whose buyers choose what they pay, from the seller's form to the buyer's receipt.

import { expect, test } from '../support/test.js';
import { fillBuyer, openOffer, pay, seesReceipt } from '../support/buyer.js';
import { fillLink, madeLink, openShop, unique } from '../support/merchant.js';

test('a seller lets buyers choose, and a buyer chooses', async ({ app, page, visit }) => {
  await openShop(page, app);
  await page.goto('/dashboard/links/new');
  await expect(page.locator('[name=suggested_1]')).toBeHidden();
  await page.getByLabel('Buyer chooses').check();
  await fillLink(page, { title: `Consultație ${unique()}`, amount: '50', suggested_1: '75', suggested_2: '100', max_amount: '500' });
  await expect(page.frameLocator('iframe[name^=preview]:not([data-coming])').getByText('You choose what you pay')).toBeVisible();
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug } = await madeLink(page);
  await expect(page.locator('.link-page__line')).toContainText('from 50.00');

  const buyer = await visit();
  await openOffer(buyer, slug);
  const amount = buyer.getByLabel('Amount');
  await expect(amount).toHaveValue('75.00');
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 75\.00\sRON$/);
  await buyer.getByRole('button', { name: '100.00' }).click();
  await expect(amount).toHaveValue('100.00');
  await expect(buyer.locator('.total')).toContainText('100.00');
  await amount.fill('');
  await expect(buyer.locator('#pay')).toHaveText('Pay');
  await fillBuyer(buyer, '4242424242424242');
  for (const wrong of ['', '49,99', '500.01', 'mult']) {
    await amount.fill(wrong);
    await pay(buyer);
    await expect(buyer.locator('#amount-error')).toHaveText(wrong ? /From 50\.00\sRON to 500\.00\sRON\./ : 'This is needed.');
    await expect(amount).toBeFocused();
  }
  await amount.fill('62,50');
  await expect(buyer.locator('#amount-error')).toBeHidden();
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 62\.50\sRON$/);
  await pay(buyer);
  await seesReceipt(buyer);
  await expect(buyer.locator('.receipt')).toContainText('62.50');

  await page.reload();
  await expect(page.locator('.link-page')).toContainText('62.50');
  await page.getByRole('link', { name: 'Edit' }).first().click();
  await expect(page.locator('[name=suggested_2]')).toHaveValue('100.00');
  await expect(page.getByLabel('Fixed price')).toHaveCount(0);
  await fillLink(page, { amount: '', suggested_1: '10', suggested_2: '' });
  await page.getByRole('button', { name: 'Save' }).click();
  await page.goto(`/p/${slug}`);
  await expect(page.locator('#amount-hint')).toHaveText(/^From 2\.00/);
  await expect(page.locator('[name=amount]')).toHaveValue('10.00');
});
