// @ts-check
// What a merchant does in the browser. Every step is the one that a person takes; none needs scripts.

import { randomUUID } from 'node:crypto';
import { expect } from './test.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('./app.js').App} App */
/** @typedef {{title: string, amount?: string, slug?: string, description?: string, collect?: string[], [field: string]: unknown}} Wish */

/** An address that nobody else uses. */
export const newEmail = () => `ada-${randomUUID().slice(0, 8)}@example.test`;
/** An ending that makes a title or a slug the only one. */
export const unique = () => randomUUID().slice(0, 8);

/**
 * Asks for a sign-in link and finds it in the mail.
 * @param {Page} page
 * @param {App} app
 * @param {string} email
 * @param {string} [from] the address of the form
 */
export async function askForLink(page, app, email, from = '/sign-in') {
  const before = (await app.mails()).filter((mail) => mail.to === email).map((mail) => mail.id);
  await page.goto(from);
  await page.locator('input[name=email]').fill(email);
  await page.locator('main form button').click();
  await page.waitForURL('**/sign-in/sent');
  const mail = await app.mailTo(email, { subject: /link/i, except: before });
  const link = mail.links.find((address) => address.includes('/sign-in/confirm'));
  if (!link) throw new Error(`no link in: ${mail.text}`);
  return link;
}

/**
 * Signs in by mail.
 * @param {Page} page
 * @param {App} app
 * @param {string} email
 */
export async function signIn(page, app, email) {
  await page.goto(await askForLink(page, app, email));
  await page.locator('main form button').click();
  await page.waitForURL(/\/(onboarding|dashboard)$/);
}

/**
 * Answers the first questions.
 * @param {Page} page
 * @param {string} [name]
 */
export async function onboard(page, name = 'Atelier Lumina') {
  await page.locator('[name=name]').fill(name);
  await page.locator('[name=country]').selectOption('RO');
  await page.locator('[name=default_currency]').selectOption('RON');
  await page.locator('main form button.button--primary').click();
  await page.waitForURL('**/dashboard/settings/payments?welcome');
}

/**
 * Connects payments by way of the stand-in's own page.
 * @param {Page} page
 */
export async function connect(page) {
  await page.goto('/dashboard/settings/payments');
  await page.locator('main form button').first().click();
  await page.waitForURL('**/sandbox/stripe/**');
  await page.locator('button[value=complete]').click();
  await page.waitForURL('**/dashboard/settings/payments');
}

/**
 * Fills the form of a link; only what the wish names.
 * @param {Page} page
 * @param {Partial<Wish>} wish
 */
export async function fillLink(page, { collect, ...fields }) {
  for (const [name, value] of Object.entries(fields)) await page.locator(`[name=${name}]`).fill(String(value));
  for (const what of collect ?? []) await page.locator(`[name=collect_${what}]`).check();
}

/**
 * Makes a link and gives its slug and id.
 * @param {Page} page
 * @param {Wish} wish
 */
export async function createLink(page, wish) {
  await page.goto('/dashboard/links/new');
  // Only who lets buyers choose suggests anything.
  if ('suggested_1' in wish) await page.locator('[name=price_type][value=PAY_WHAT_YOU_WANT]').check();
  await fillLink(page, { amount: '149.00', ...wish });
  await page.locator('.editor__head button.button--primary').click();
  return madeLink(page);
}

/**
 * The link whose page is open since it was made.
 * @param {Page} page
 */
export async function madeLink(page) {
  await page.waitForURL(/\/dashboard\/links\/[0-9a-f-]{36}(\?|$)/);
  await expect(page.getByText(/Your link is ready to share|Linkul tău este gata de trimis/)).toBeVisible();
  const [, id] = /links\/([0-9a-f-]+)/.exec(page.url()) ?? [];
  const path = await page.locator('.link-page__address').getAttribute('href');
  return { id, slug: path?.replace('/p/', '') ?? '' };
}

/**
 * Opens the menu of a row and gives it.
 * @param {import('@playwright/test').Locator} row
 */
export async function more(row) {
  await row.locator('summary').click();
  return row.locator('.menu__list');
}

/**
 * The row of a link in the list.
 * @param {Page} page
 * @param {string} title
 */
export const rowOf = (page, title) => page.locator('tbody tr', { hasText: title });

/**
 * A merchant who can sell, with their first link.
 * @param {Page} page
 * @param {App} app
 * @param {Partial<Wish>} [wish]
 */
export async function openShop(page, app, wish = {}) {
  const email = newEmail();
  await signIn(page, app, email);
  await onboard(page);
  await connect(page);
  const title = wish.title ?? `Lumină ${unique()}`;
  const link = await createLink(page, { ...wish, title });
  return { email, title, ...link };
}

/**
 * Signs out by the account's menu, which opens without scripts too.
 * @param {Page} page
 */
export async function signOut(page) {
  await page.locator('.account summary').click();
  await page.locator('.account form[action="/sign-out"] button').click();
}

/**
 * The account at Stripe that the pay page charges.
 * @param {Page} page
 * @param {string} slug
 */
export async function accountOf(page, slug) {
  const html = await (await page.request.get(`/p/${slug}`)).text();
  const [, account] = /data-account="(acct_[^"]+)"/.exec(html) ?? [];
  expect(account, 'the pay page names its account').toBeTruthy();
  return account;
}
