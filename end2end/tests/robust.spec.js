// @ts-check
// Impatient buyers, changing offers, sellers who cannot charge: nobody pays twice or something else.

import { expect, test } from '../support/test.js';
import { connect, createLink, fillLink, more, newEmail, onboard, openShop, signIn, accountOf } from '../support/merchant.js';
import { buy, fillBuyer, isTold, openOffer, pay, seesReceipt, typeCard } from '../support/buyer.js';
import { patchAccount } from '../support/stripe.js';

// Refusals of the start route and of pages that do not sell, which browsers report.
test.use({ allowed: [/status of (409|410|503)/] });

test('a double click pays once', async ({ app, page, visit }) => {
  const { slug, title } = await openShop(await visit(), app);
  await openOffer(page, slug);
  await fillBuyer(page, '4242424242424242');
  /** @type {string[]} */
  const sent = [];
  page.on('request', (request) => request.url().endsWith('/payment-intents') && sent.push(request.url()));
  await page.locator('#pay').dblclick();
  await seesReceipt(page);
  expect(sent).toHaveLength(1);
  expect(await app.starts(title)).toHaveLength(1);
});

test('back and reload after paying show the receipt; a new visit buys again', async ({ app, page, visit }) => {
  const { slug, title } = await openShop(await visit(), app);
  await buy(page, slug);
  const receipt = page.url();
  await page.reload();
  await seesReceipt(page);
  await page.goBack();
  await seesReceipt(page);
  expect(page.url()).toBe(receipt);
  expect(await app.starts(title)).toHaveLength(1);
  await buy(page, slug);
  expect(page.url()).not.toBe(receipt);
  expect(await app.starts(title)).toHaveLength(2);
});

test('a price that changed meanwhile is told and not charged', async ({ app, page, visit }) => {
  const merchant = await visit();
  const { id, slug, title } = await openShop(merchant, app);
  await openOffer(page, slug);
  await fillBuyer(page, '4242424242424242');
  await merchant.goto(`/dashboard/links/${id}/edit`);
  await fillLink(merchant, { amount: '999.00' });
  await merchant.getByRole('button', { name: 'Save changes' }).click();
  await expect(merchant.getByText('Saved.')).toBeVisible();
  await pay(page);
  await isTold(page, /changed this offer/);
  expect(await app.starts(title)).toHaveLength(0);
  await page.getByRole('link', { name: 'Reload the page' }).click();
  await expect(page.locator('.pay__price')).toHaveText('999.00 RON');
  await fillBuyer(page, '4242424242424242');
  await pay(page);
  await seesReceipt(page);
  await expect(page.locator('.receipt')).toContainText('999.00 RON');
});

test('a price that changed between two tries is told and not charged', async ({ app, page, visit }) => {
  const merchant = await visit();
  const { id, slug, title } = await openShop(merchant, app);
  await openOffer(page, slug);
  await fillBuyer(page, '4000002760003184');
  await pay(page);
  await page.frameLocator('dialog iframe').getByRole('button', { name: 'Fail authentication' }).click();
  await isTold(page, /authenticate/);
  await merchant.goto(`/dashboard/links/${id}/edit`);
  await fillLink(merchant, { amount: '19.00' });
  await merchant.getByRole('button', { name: 'Save changes' }).click();
  await expect(merchant.getByText('Saved.')).toBeVisible();
  await typeCard(page, '4242424242424242');
  await pay(page);
  await isTold(page, /changed this offer/);
  await page.getByRole('link', { name: 'Reload the page' }).click();
  await fillBuyer(page, '4242424242424242');
  await pay(page);
  await seesReceipt(page);
  await expect(page.locator('.receipt')).toContainText('19.00 RON');
  expect((await app.starts(title)).map((call) => call.params.amount)).toEqual(['14900', '1900']);
});

test('a link turned off meanwhile is told and not charged', async ({ app, page, visit }) => {
  const merchant = await visit();
  const { slug, title } = await openShop(merchant, app);
  await openOffer(page, slug);
  await fillBuyer(page, '4242424242424242');
  await merchant.goto('/dashboard/links');
  await (await more(merchant.locator('tbody tr'))).getByRole('button', { name: 'Turn off' }).click();
  await expect(merchant.locator('tbody tr')).toContainText('Off');
  await pay(page);
  await expect(page.getByRole('heading', { name: 'Not for sale right now' })).toBeVisible();
  expect(await app.starts(title)).toHaveLength(0);
  expect((await page.reload())?.status()).toBe(410);
});

test('a seller who cannot charge: the page says what to do', async ({ app, page, visit }) => {
  const merchant = await visit();
  await signIn(merchant, app, newEmail());
  await onboard(merchant);
  const { slug, id } = await createLink(merchant, { title: 'Încă neconectat', amount: '20' });
  const unconnected = await page.goto(`/p/${slug}`);
  expect(unconnected?.status()).toBe(503);
  expect(unconnected?.headers()['retry-after']).toBeTruthy();
  await expect(page.getByRole('heading', { name: 'The seller cannot take payments right now' })).toBeVisible();
  await expect(page.getByText('Nothing was charged. Try again later, or write to the seller.')).toBeVisible();
  await merchant.goto('/dashboard/links');
  await expect(merchant.getByText('Links cannot take money yet.')).toBeVisible();

  await connect(merchant);
  await merchant.goto(`/dashboard/links/${id}/edit`);
  await openOffer(page, slug);
  await fillBuyer(page, '4242424242424242');
  await patchAccount(app.stripe, await accountOf(page, slug), { charges_enabled: false });
  await app.settle();
  await expect(async () => expect((await page.request.get(`/p/${slug}`)).status()).toBe(503)).toPass();
  await pay(page);
  await isTold(page, /cannot take payments/);
});
