// @ts-check
// Mailed links: read by scanners, opened elsewhere, used twice; sessions that end where they should.

import { expect, test } from '../support/test.js';
import { askForLink, newEmail, onboard, signIn, signOut } from '../support/merchant.js';

test.use({ allowed: [/status of (400|422)/] });

test('looking at the link uses nothing up; it works once', async ({ app, page, visit }) => {
  const email = newEmail();
  const link = await askForLink(page, app, email);
  const scanner = await visit();
  for (const method of ['GET', 'HEAD', 'GET', 'GET']) expect((await scanner.request.fetch(link, { method })).status(), method).toBe(200);
  await page.goto(link);
  await page.reload();
  await expect(page.getByText(`You are signing in as ${email}.`)).toBeVisible();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/onboarding');

  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This sign-in link does not work' })).toBeVisible();
  await expect(page.getByText(/already been used|used already/)).toBeVisible();
  await page.goto(`${app.url}/sign-in/confirm?token=${'0'.repeat(43)}`);
  await expect(page.getByRole('heading', { name: 'This sign-in link does not work' })).toBeVisible();
  await page.getByRole('link', { name: 'Ask again' }).click();
  expect(new URL(page.url()).pathname, 'whoever is signed in goes on').not.toBe('/sign-in');
});

test('another browser has to say that it means it', async ({ app, page, visit }) => {
  const email = newEmail();
  const link = await askForLink(page, app, email);
  const other = await visit();
  await other.goto(link);
  await expect(other.getByRole('heading', { name: 'Is it you?' })).toBeVisible();
  await expect(other.getByText('close this page: the link does nothing by itself.')).toBeVisible();
  await page.goto('/dashboard/links');
  expect(new URL(page.url()).pathname, 'nobody is signed in yet').toBe('/sign-in');
  await other.getByRole('button', { name: 'Sign in here anyway' }).click();
  await other.waitForURL('**/onboarding');
  await page.goto('/dashboard/links');
  expect(new URL(page.url()).pathname, 'the asking browser is not signed in by that').toBe('/sign-in');
});

test('sign-in leads back to where one wanted to go, never to another site', async ({ app, page, visit }) => {
  const email = newEmail();
  await signIn(page, app, email);
  await onboard(page);
  const other = await visit();
  await other.goto('/dashboard/payments?status=failed');
  expect(new URL(other.url()).pathname).toBe('/sign-in');
  await other.goto(await askForLink(other, app, email, other.url()));
  await other.getByRole('button', { name: 'Sign in' }).click();
  await other.waitForURL('**/dashboard/payments?status=failed');
  const third = await visit();
  await third.goto(await askForLink(third, app, email, '/sign-in?next=https%3A%2F%2Fevil.test%2F'));
  await third.getByRole('button', { name: 'Sign in' }).click();
  await third.waitForURL('**/dashboard');
});

test('a session that is ended elsewhere is over; signing out is, too', async ({ app, page, visit }) => {
  const email = newEmail();
  await signIn(page, app, email);
  await onboard(page);
  const other = await visit();
  await signIn(other, app, email);
  await page.goto('/dashboard/settings/sessions');
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await expect(page.getByText('This browser', { exact: true })).toHaveCount(1);
  await page.locator('tbody').getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.locator('tbody tr')).toHaveCount(1);
  await other.goto('/dashboard/links');
  expect(new URL(other.url()).pathname).toBe('/sign-in');

  const stolen = await page.context().cookies();
  await signOut(page);
  await page.waitForURL(`${app.url}/`);
  await page.goBack();
  await expect(page.locator('tbody tr'), 'nothing of the dashboard comes back').toHaveCount(0);
  await page.context().addCookies(stolen);
  await page.goto('/dashboard/links');
  expect(new URL(page.url()).pathname, 'the old cookie opens nothing').toBe('/sign-in');
});

test('an address that is not one is told next to the field', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('ada@');
  const [response] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'POST'), page.getByRole('button', { name: 'E-mail me a link' }).click()]);
  expect(response.status()).toBe(422);
  await expect(page.locator('#email-error')).toContainText('e-mail');
  await expect(page.getByLabel('E-mail')).toHaveValue('ada@');
});
