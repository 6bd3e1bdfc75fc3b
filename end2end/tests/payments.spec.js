// @ts-check
// The room of payments: filters that live in the address, a file of what is shown, a payment and its receipt.

import { expect, test } from '../support/test.js';
import { createLink, openShop } from '../support/merchant.js';
import { buy, fillBuyer, isTold, openOffer, pay } from '../support/buyer.js';

// A refused filter and a declined card, which browsers report.
test.use({ allowed: [/status of (402|422)/] });

test('filters change the list in place and stand in the address', async ({ app, page, visit }) => {
  const { title, slug } = await openShop(page, app);
  const other = await createLink(page, { title: 'Altceva', amount: '20.00' });
  await page.goto('/dashboard/payments');
  await expect(page.getByRole('heading', { name: 'No payments yet' })).toBeVisible();
  await expect(page.getByText('4242 4242 4242 4242')).toBeVisible();
  await buy(await visit(), slug);
  await buy(await visit(), other.slug, { email: 'mihai@example.test' });
  const declined = await visit();
  await openOffer(declined, slug);
  await fillBuyer(declined, '4000000000000002', { email: 'radu@example.test' });
  await pay(declined);
  await isTold(declined, /declined/);

  const rows = page.locator('tbody tr');
  await expect(async () => {
    await app.settle();
    await page.goto('/dashboard/payments');
    await expect(page.locator('tbody').getByText('Paid', { exact: true })).toHaveCount(2, { timeout: 500 });
  }).toPass();
  await expect(rows).toHaveCount(3);
  await page.evaluate(() => Object.assign(window, { same: true }));

  const chip = (/** @type {string} */ name) => page.locator('.chip', { hasText: name });
  await chip('Status').locator('summary').click();
  await page.locator('[name=status]').selectOption('Failed');
  await chip('Status').getByRole('button', { name: 'Apply' }).click();
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('radu@example.test');
  expect(new URL(page.url()).search).toBe('?status=failed');

  await page.goBack();
  await expect(rows).toHaveCount(3);
  await chip('Link').locator('summary').click();
  await page.locator('[name=payLinkId]').selectOption(title);
  await chip('Link').getByRole('button', { name: 'Apply' }).click();
  await expect(rows).toHaveCount(2);
  await page.getByRole('searchbox').last().fill('elena');
  await page.keyboard.press('Enter');
  await expect(rows).toHaveCount(1);
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  const text = await (await file).createReadStream().then(async (stream) => Buffer.concat(await stream.toArray()).toString());
  expect(text.trim().split('\n')).toHaveLength(2);
  expect(text).toContain('elena@example.test');

  await chip('Amount').locator('summary').click();
  await page.locator('[name=min]').fill('mult');
  await chip('Amount').getByRole('button', { name: 'Apply' }).click();
  await expect(chip('Amount').locator('.field__error')).toHaveText('This is not an amount.');
  await expect(page.locator('[name=min]')).toHaveValue('mult');
  await page.getByRole('link', { name: 'Remove filter: Amount' }).click();
  await expect(rows).toHaveCount(1);
  expect(await page.evaluate(() => /** @type {any} */ (window).same), 'never a new page').toBe(true);

  await rows.getByRole('link').click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('149.00 RON');
  await page.getByText('Raw data').click();
  await expect(page.getByRole('region', { name: 'Raw data' })).toContainText('"amountMinor": 14900');
  await page.getByRole('link', { name: 'Receipt', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Receipt');
});

test('a receipt prints on one light sheet without our frame', async ({ app, visit }) => {
  const { slug } = await openShop(await visit(), app);
  const page = await visit({ colorScheme: 'dark' });
  await buy(page, slug);
  await page.getByRole('link', { name: 'Print or save the receipt' }).click();
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  for (const part of ['.sandbox-bar', '.languages', '.pay__foot', '[data-print]']) await expect(page.locator(part)).toBeHidden();
  await expect(page.locator('.receipt')).toBeVisible();
  const ink = await page.locator('h1').evaluate((title) => getComputedStyle(title).color);
  const lightness = Number(/oklch\(([\d.]+)/.exec(ink)?.[1]);
  expect(lightness, `dark ink on paper: ${ink}`).toBeLessThan(0.4);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
  const [, width, height] = /MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf.toString('latin1')) ?? [];
  expect([Math.round(Number(width)), Math.round(Number(height))], 'A4').toEqual([595, 842]);
});

test('a seller without a link to sell is told what to do', async ({ app, page }) => {
  const { id } = await openShop(page, app);
  await page.goto(`/dashboard/links/${id}/delete`);
  await page.getByRole('button', { name: 'Delete link' }).click();
  await page.goto('/dashboard/payments');
  await expect(page.getByRole('link', { name: 'Make a link' })).toBeVisible();
});
