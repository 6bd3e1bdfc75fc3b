// @ts-check
// The API as people read it: found, opened, copied, and the sample that works.

import { expect, test } from '../support/test.js';
import { openShop } from '../support/merchant.js';
import { buy } from '../support/buyer.js';

test('an operation is found, and its sample works', async ({ app, page }) => {
  await openShop(page, app);
  await page.goto('/dashboard');
  await page.locator('.nav').getByRole('link', { name: 'Developers' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Developers');
  const all = await page.locator('.api-row').count();
  expect(all).toBeGreaterThan(30);
  await page.getByRole('searchbox', { name: 'Name, path or field' }).fill('duplicate');
  await page.keyboard.press('Enter');
  await expect(page.locator('.api-row')).toHaveCount(1);
  await page.goBack();
  await expect(page.locator('.api-row'), 'back shows all again').toHaveCount(all);
  await page.getByRole('link', { name: 'Create a payment link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Create a payment link');
  await expect(page.getByText('minor units').first()).toBeVisible();
  const body = JSON.parse(await page.getByRole('region', { name: 'Body' }).innerText());

  await page.goto('/dashboard/developers/keys');
  await page.getByLabel('Name').fill('Probă');
  await page.getByRole('button', { name: 'Create key' }).click();
  const [keyId, keySecret] = await page.locator('.secret code').allTextContents();
  const { token } = await (await page.request.post('/api/v1/auth/api/token', { data: { keyId, keySecret } })).json();
  const made = await page.request.post('/api/v1/paylinks', { data: body, headers: { Authorization: `Bearer ${token}` } });
  expect(made.status(), await made.text()).toBe(201);
});

test('news from Stripe show up', async ({ app, page, visit }) => {
  const { slug } = await openShop(page, app);
  await buy(await visit(), slug);
  await app.settle();
  await expect(async () => {
    await page.goto('/dashboard/developers/webhooks');
    await expect(page.locator('tbody tr', { hasText: 'payment_intent.succeeded' })).toContainText('Applied', { timeout: 500 });
  }).toPass();
});
