// @ts-check
// A buyer finds what they bought, with nothing but their e-mail.

import { expect, test } from '../support/test.js';
import { RECEIPT, fillBuyer, isTold, openOffer, pay, seesReceipt, typeCard } from '../support/buyer.js';
import { askForLink, fillLink, madeLink, newEmail, openShop, unique } from '../support/merchant.js';

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

// A declined card is a 402 of Stripe, which browsers report.
test.use({ allowed: [/status of 402/] });

/**
 * A membership of 29.99 RON a month that somebody has joined, and that somebody's own page.
 * @param {import('../support/app.js').App} app
 * @param {import('@playwright/test').Page} page the seller's
 * @param {import('@playwright/test').Page} buyer
 */
async function join(app, page, buyer) {
  await openShop(page, app);
  await page.goto('/dashboard/links/new');
  await page.getByLabel('Subscription').check();
  await fillLink(page, { title: `Club ${unique()}`, amount: '29.99' });
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug } = await madeLink(page);
  const email = newEmail();
  await openOffer(buyer, slug);
  await fillBuyer(buyer, '4242424242424242', { email });
  await pay(buyer);
  await buyer.waitForURL(RECEIPT);
  await app.settle();
  await buyer.goto(await askForLink(buyer, app, email, '/sign-in?next=/purchases'));
  await buyer.locator('main form button').click();
  await buyer.waitForURL('**/purchases');
}

test('a subscriber cancels, takes it back, and pays with another card', async ({ app, page, visit }) => {
  const buyer = await visit();
  await join(app, page, buyer);
  const club = buyer.locator('.bought__one').filter({ hasText: 'Change card' });
  await expect(club).toContainText(/29\.99\sRON every month/);
  await expect(club).toContainText('Active');
  await expect(club).toContainText(/Next charge on \d+\s\w+\s20\d\d/);

  await club.getByRole('button', { name: 'Cancel' }).click();
  const dialog = buyer.getByRole('dialog');
  await expect(dialog).toContainText(/Cancel Club \w+ as of \d+\s\w+\s20\d\d\?/);
  await dialog.getByRole('button', { name: 'Keep it' }).click();
  await expect(club).toContainText('Active');
  await club.getByRole('button', { name: 'Cancel' }).click();
  await dialog.getByRole('button', { name: 'Cancel subscription' }).click();
  await expect(club).toContainText(/Lasts until \d+\s\w+\s20\d\d/);
  await club.getByRole('button', { name: /^Keep Club/ }).click();
  await expect(club).toContainText('Next charge on');

  await club.getByRole('link', { name: 'Change card' }).click();
  await expect(buyer.getByRole('heading', { name: 'Another card' })).toBeVisible();
  await expect(buyer.locator('#keep')).toBeEnabled();
  await typeCard(buyer, '4000000000000002');
  await buyer.locator('#keep').click();
  await isTold(buyer, /declined/);
  await typeCard(buyer, '5555555555554444');
  await buyer.locator('#keep').click();
  await buyer.waitForURL('**/purchases');
  await app.settle();
  await expect(async () => {
    await buyer.reload();
    await expect(club).toContainText('4444');
  }).toPass();
});

test.describe('without scripts', () => {
  test('a subscriber cancels and takes it back', async ({ app, page, visit }) => {
    const buyer = await visit();
    await join(app, page, buyer);
    const plain = await visit({ javaScriptEnabled: false, storageState: await buyer.context().storageState() });
    await plain.goto('/purchases');
    await plain.getByRole('link', { name: /^Cancel Club/ }).click();
    await expect(plain.getByText('nothing more is charged')).toBeVisible();
    await plain.getByRole('button', { name: 'Cancel subscription' }).click();
    await plain.waitForURL('**/purchases');
    await expect(plain.getByText(/Lasts until/)).toBeVisible();
    await plain.getByRole('button', { name: /^Keep Club/ }).click();
    await expect(plain.getByText(/Next charge on/)).toBeVisible();
    await plain.getByRole('link', { name: 'Change card' }).click();
    await expect(plain.locator('noscript p')).toContainText('need JavaScript');
  });
});
