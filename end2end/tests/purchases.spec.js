// @ts-check
// A buyer finds what they bought, with nothing but their e-mail.

import { expect, test } from '../support/test.js';
import { fillBuyer, openOffer, pay, seesReceipt } from '../support/buyer.js';
import { askForLink, newEmail, openShop } from '../support/merchant.js';

test('a buyer without a business finds their purchases', async ({ app, page, visit }) => {
  const { slug, title } = await openShop(page, app);
  const buyer = await visit();
  const email = newEmail();
  await openOffer(buyer, slug);
  await fillBuyer(buyer, '4242424242424242', { email });
  await pay(buyer);
  await seesReceipt(buyer);
  await app.settle();
  await buyer.goto('/purchases');
  await expect(buyer).toHaveURL(/sign-in/);
  await buyer.goto(await askForLink(buyer, app, email, '/sign-in?next=/purchases'));
  await buyer.locator('main form button').click();
  await buyer.waitForURL('**/purchases');
  await expect(buyer.getByRole('heading', { name: title })).toBeVisible();
  await expect(buyer.getByText('149.00')).toBeVisible();
  const [data] = await Promise.all([
    buyer.waitForEvent('download'),
    buyer.getByRole('link', { name: 'Download my data' }).click(),
  ]);
  expect(data.suggestedFilename()).toMatch(/^paylinks-.*\.json$/);
  await buyer.getByRole('button', { name: 'Ask for erasure' }).click();
  await expect(buyer.getByText(/You asked for erasure on/)).toBeVisible();
  await buyer.getByRole('link', { name: 'Receipt' }).click();
  await expect(buyer.locator('.receipt')).toContainText(title);
});
