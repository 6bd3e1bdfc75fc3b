// @ts-check
// Buyers who choose how many they take: live with scripts, by a round trip without; and what comes on top is shown.

import { expect, test } from '../support/test.js';
import { fillBuyer, openOffer, pay, seesReceipt } from '../support/buyer.js';
import { fillLink, madeLink, openShop, unique } from '../support/merchant.js';

test('a buyer takes three, tax and fee are shown before paying', async ({ app, page, visit }) => {
  await openShop(page, app);
  await page.goto('/dashboard/links/new');
  await expect(page.locator('[name=max_quantity]')).toBeHidden();
  await page.getByLabel('Buyers choose how many they take').check();
  await fillLink(page, { title: `Ceai ${unique()}`, amount: '10', max_quantity: '4', tax_rate: '21' });
  await page.getByLabel('On top of it').check();
  await page.getByLabel('The buyer', { exact: true }).check();
  await expect(page.locator('[data-told=receives]')).toContainText(/The buyer pays 12\.58/);
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug } = await madeLink(page);

  const buyer = await visit();
  await openOffer(buyer, slug);
  const pieces = buyer.locator('#quantity');
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 12\.58\sRON$/);
  const more = buyer.getByRole('button', { name: /^One more/ });
  await more.click();
  await more.click();
  await expect(pieces).toHaveValue('3');
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 37\.75\sRON$/);
  await expect(buyer.locator('[data-live=order]')).toContainText(/3 × Ceai.*30\.00.*Tax 21%.*6\.30.*Service fee.*1\.45/);
  await pieces.fill('99');
  await pieces.blur();
  await buyer.locator('h1').click();
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 50\.34\sRON$/);
  await buyer.getByRole('button', { name: /^One less/ }).click();
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 37\.75\sRON$/);
  await fillBuyer(buyer, '4242424242424242');
  await pay(buyer);
  await seesReceipt(buyer);
  await expect(buyer.locator('.receipt')).toContainText('3 × Ceai');
  await expect(buyer.locator('.receipt')).toContainText('37.75');
});

test('without scripts the buttons count by a round trip', async ({ app, page, visit }) => {
  await openShop(page, app);
  await page.goto('/dashboard/links/new');
  await page.getByLabel('Buyers choose how many they take').check();
  await fillLink(page, { title: `Ceai ${unique()}`, amount: '10' });
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug } = await madeLink(page);

  const buyer = await visit({ javaScriptEnabled: false });
  await buyer.goto(`/p/${slug}`);
  await buyer.getByRole('button', { name: /^One more/ }).click();
  await expect(buyer.locator('input#quantity')).toHaveValue('2');
  await buyer.locator('input#quantity').fill('5');
  await buyer.getByRole('button', { name: 'Update the total' }).click();
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 50\.00\sRON$/);
  await buyer.locator('input#quantity').fill('7');
  await buyer.locator('input#quantity').press('Enter');
  await expect(buyer.locator('#pay')).toHaveText(/^Pay 70\.00\sRON$/);
});
