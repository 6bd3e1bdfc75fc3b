// @ts-check
// Links that sell a limited number of times, from the seller's form to the last buyer.

import { expect, test } from '../support/test.js';
import { fillBuyer, isTold, openOffer, pay, seesReceipt } from '../support/buyer.js';
import { createLink, openShop, unique } from '../support/merchant.js';

// A card that is declined, and what is sold out.
test.use({ allowed: [/status of (402|410)/] });

test('the last one is sold once', async ({ app, page, visit }) => {
  await openShop(page, app);
  const title = `Atelier ${unique()}`;
  const { id, slug } = await createLink(page, { title, max_uses: '1' });
  await expect(page.getByText('0 of 1')).toBeVisible();

  const [first, second] = [await visit(), await visit()];
  await openOffer(second, slug);
  await openOffer(first, slug);
  await fillBuyer(first, '4000000000000002');
  await pay(first);
  await isTold(first, /declined/);
  await fillBuyer(second, '4242424242424242', { email: 'dan@example.test' });
  await pay(second);
  await isTold(second, /Somebody else is paying for the last one/);
  await fillBuyer(first, '4242424242424242');
  await pay(first);
  await seesReceipt(first);

  await app.settle();
  await expect(async () => expect((await second.goto(`/p/${slug}`))?.status()).toBe(410)).toPass();
  await expect(second.getByRole('heading', { name: 'Sold out' })).toBeVisible();
  await page.goto(`/dashboard/links/${id}`);
  await expect(page.getByText('1 of 1')).toBeVisible();
  await page.goto('/dashboard/links');
  await expect(page.locator('tbody tr', { hasText: title })).toContainText('Sold out');
  await page.goto(`/dashboard/links/${id}/edit`);
  await page.locator('[name=max_uses]').fill('2');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.toast')).toBeVisible();
  await page.goto(`/dashboard/links/${id}`);
  await expect(page.getByText('1 of 2')).toBeVisible();
  await openOffer(second, slug);
});
