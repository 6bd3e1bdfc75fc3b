// @ts-check
// How a business looks, which business one acts for, where one is signed in.

import { expect, test } from '../support/test.js';
import { newEmail, onboard, openShop, signIn, unique } from '../support/merchant.js';
import { PICTURE } from '../support/picture.js';

test.use({ allowed: [/status of (404|422)/] });

test('a logo and a colour reach the buyer, in both themes', async ({ app, page, visit }) => {
  const { slug } = await openShop(page, app);
  await page.goto('/dashboard/settings/branding');
  await page.locator('colour-field input[type=color]').fill('#ffd400');
  await expect(page.getByLabel('Accent colour'), 'the wheel writes the digits').toHaveValue('#ffd400');
  await page.getByLabel('Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PICTURE });
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(page.getByAltText('Your logo now')).toBeVisible();
  await expect(page.locator('.switcher img')).toBeVisible();
  await expect(page.getByText(/#ffd400 becomes #/).first(), 'a colour that had to move says so').toBeVisible();
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const buyer = await visit({ colorScheme });
    await buyer.goto(`/p/${slug}`);
    await expect(buyer.getByAltText('Logo of Atelier Lumina')).toBeVisible();
    const fill = await buyer.locator('#pay').evaluate((button) => getComputedStyle(button).backgroundColor);
    expect(fill, 'not our own colour').not.toBe(await page.locator('.button--primary').evaluate((button) => getComputedStyle(button).backgroundColor));
  }
  await page.getByLabel('Accent colour').fill('yellow');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.locator('#accent-error')).toBeVisible();
  await expect(page.getByLabel('Accent colour')).toHaveValue('yellow');
});

test('one person, two businesses', async ({ app, page }) => {
  const { title } = await openShop(page, app);
  await page.locator('.switcher summary').click();
  await page.getByRole('link', { name: 'Open another business' }).click();
  await page.getByRole('button', { name: 'Open another business' }).click();
  await page.waitForURL('**/onboarding');
  await expect(page.getByText('1 of 3')).toBeVisible();
  const second = `A doua ${unique()}`;
  await onboard(page, second);
  await expect(page.getByText('2 of 3')).toBeVisible();
  await page.goto('/dashboard/links');
  await expect(page.getByText(title)).toHaveCount(0);
  await page.locator('.switcher summary').click();
  await page.locator('.switcher').getByRole('button', { name: 'Atelier Lumina' }).click();
  await page.waitForURL('**/dashboard');
  await page.goto('/dashboard/links');
  await expect(page.getByText(title).first()).toBeVisible();
});

test('all other browsers are signed out at once', async ({ app, page, visit }) => {
  const email = newEmail();
  await signIn(page, app, email);
  await onboard(page);
  const others = [await visit(), await visit()];
  for (const other of others) await signIn(other, app, email);
  await page.goto('/dashboard/settings/sessions');
  await expect(page.locator('tbody tr')).toHaveCount(3);
  await page.getByRole('button', { name: 'Sign out everywhere else' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere else' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  for (const other of others) {
    await other.goto('/dashboard/links');
    expect(new URL(other.url()).pathname).toBe('/sign-in');
  }
});
