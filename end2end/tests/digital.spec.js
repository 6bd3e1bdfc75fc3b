// @ts-check
// A course with three files, from the seller's upload to the buyer's download and the refund that takes it back.

import { readFile } from 'node:fs/promises';
import { expect, test } from '../support/test.js';
import { fillBuyer, openOffer, pay, seesReceipt } from '../support/buyer.js';
import { openShop, unique } from '../support/merchant.js';
import { stripeAt } from '../support/stripe.js';

// A page is no file to sell, and what was refunded opens no more.
test.use({ allowed: [/status of (403|422)/] });

/** @param {string} name @param {string} text */
const file = (name, text) => ({ name, mimeType: 'application/pdf', buffer: Buffer.from(text) });

test('a course is uploaded, sold, taken and taken back', async ({ app, page, visit }) => {
  await openShop(page, app);
  const title = `Curs ${unique()}`;
  await page.goto('/dashboard/links/new');
  await page.locator('[name=title]').fill(title);
  await page.locator('[name=amount]').fill('149.00');
  await page.locator('[name=service_type][value=DIGITAL_PRODUCT]').check();
  await page.locator('.editor__head button.button--primary').click();
  await page.waitForURL('**/files');
  await expect(page.getByText('No files yet')).toBeVisible();
  const add = page.locator('input[type=file]');
  await add.setInputFiles([file('Lecția 1.pdf', 'unu'), file('Lecția 2.pdf', 'doi'), file('carte.html', '<script>')]);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.getByText('Pages and scripts are not sold as they are')).toBeVisible();
  await add.setInputFiles([file('Lecția 1.pdf', 'unu'), file('Lecția 2.pdf', 'doi'), file('Lecția 3.pdf', 'trei')]);
  await page.getByRole('button', { name: 'Upload' }).click();
  await expect(page.locator('.files__one')).toHaveCount(3);
  await page.getByRole('link', { name: 'Done' }).click();
  await expect(page.locator('.link-page__side', { hasText: 'Manage files' })).toContainText('Lecția 2.pdf');
  const slug = (await page.locator('.link-page__address').getAttribute('href'))?.replace('/p/', '') ?? '';

  const buyer = await visit();
  await openOffer(buyer, slug);
  const account = (await buyer.locator('[data-account]').getAttribute('data-account')) ?? '';
  await expect(buyer.getByText('Includes 3 files to download')).toBeVisible();
  await fillBuyer(buyer, '4242424242424242', { email: 'elena@example.test' });
  await pay(buyer);
  await seesReceipt(buyer);
  const download = async () => {
    const [taken] = await Promise.all([buyer.waitForEvent('download'), buyer.getByText('Lecția 3.pdf').click()]);
    return taken;
  };
  const taken = await download();
  expect(taken.suggestedFilename()).toBe('Lecția 3.pdf');
  expect(await readFile(await taken.path(), 'utf8')).toBe('trei');
  await app.settle();
  const mail = await app.mailTo('elena@example.test', { subject: /receipt/i });
  expect(mail.text).toContain('Lecția 2.pdf');

  await page.goto('/dashboard/payments');
  await page.locator('tbody a').first().click();
  await expect(page.getByText('Buyer downloaded Lecția 3.pdf')).toBeVisible();
  const address = taken.url();
  const intent = (await page.locator('code', { hasText: /^pi_/ }).first().textContent()) ?? '';
  await stripeAt(app.stripe).refunds.create({ payment_intent: intent }, { stripeAccount: account });
  await app.settle();
  await expect(async () => {
    await buyer.reload();
    await expect(buyer.getByText('Lecția 3.pdf')).toHaveCount(0, { timeout: 500 });
  }).toPass();
  expect((await buyer.goto(address))?.status()).toBe(403);
  await expect(buyer.getByRole('heading', { name: 'This purchase was refunded' })).toBeVisible();
});
