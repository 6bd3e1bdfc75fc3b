// @ts-check
// English and Romanian, for buyers and for merchants.

import { expect, test } from '../support/test.js';
import { newEmail, onboard, openShop, signIn } from '../support/merchant.js';
import { fillBuyer, isTold, openOffer, pay, ready, seesReceipt, typeCard } from '../support/buyer.js';

test.use({ allowed: [/status of (402|422)/] });

test('a buyer changes the language and keeps it to the receipt', async ({ app, visit }) => {
  const { slug } = await openShop(await visit(), app);
  const page = await visit({ locale: 'de-DE' });
  await openOffer(page, slug);
  await expect(page.locator('#pay')).toHaveText('Pay 149.00 RON');
  await page.getByRole('link', { name: 'RO', exact: true }).click();
  await page.waitForURL('**?lang=ro');
  await ready(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
  await expect(page.locator('#pay')).toHaveText('Plătește 149,00 RON');
  await expect(page.getByRole('link', { name: 'RO', exact: true })).toHaveAttribute('aria-current', 'true');
  await fillBuyer(page, '4000000000000002', { email: 'elena@exemplu.test' });
  await pay(page);
  await isTold(page, /Cardul a fost refuzat/);
  await typeCard(page, '4242424242424242');
  await pay(page);
  await seesReceipt(page);
  await expect(page.getByRole('heading', { name: 'Mulțumim' })).toBeVisible();
  await page.getByRole('link', { name: 'EN', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Thank you' })).toBeVisible();
  await app.settle();
  expect((await app.mailTo('elena@exemplu.test')).subject).toMatch(/^Chitanța ta/);
});

test('a merchant changes the language of the dashboard and of the mails', async ({ app, page, visit }) => {
  const email = newEmail();
  await signIn(page, app, email);
  await onboard(page);
  await page.goto('/dashboard/settings');
  await page.getByLabel('Language').selectOption('Română');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Salvat.')).toBeVisible();
  for (const [path, title] of [
    ['/dashboard/links', 'Linkuri'],
    ['/dashboard/payments', 'Plăți'],
    ['/dashboard/settings/payments', 'Setări'],
    ['/dashboard/links/new', 'Link nou'],
  ]) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ro');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
  }
  await page.locator('[name=title]').fill('Lumină');
  await page.locator('[name=amount]').fill('fără număr');
  await page.getByRole('button', { name: 'Creează linkul' }).click();
  await expect(page.locator('#amount-error')).toHaveText('Nu este o sumă.');
  await page.locator('[name=amount]').fill('1.149,50');
  await page.getByRole('button', { name: 'Creează linkul' }).click();
  await expect(page.getByText('Linkul tău este gata de trimis')).toBeVisible();
  await page.getByRole('link', { name: 'Modifică' }).click();
  await expect(page.locator('[name=amount]')).toHaveValue('1149,50');

  const other = await visit({ locale: 'en-GB' });
  await signIn(other, app, email);
  await expect(other.locator('html'), 'the profile follows the person to another browser').toHaveAttribute('lang', 'ro');
});

test('the front page and sign-in speak the browser’s language', async ({ visit }) => {
  const page = await visit({ locale: 'ro-RO' });
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vinde cu un link');
  await page.goto('/sign-in?lang=en');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
});
