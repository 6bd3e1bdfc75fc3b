// @ts-check
// From nothing to money: the whole path, as a merchant and a buyer walk it.

import { expect, test } from '../support/test.js';
import { madeLink, newEmail, onboard, unique } from '../support/merchant.js';
import { fillBuyer, openOffer, pay, seesReceipt } from '../support/buyer.js';

test('a merchant starts from the front page and is paid', async ({ app, page, visit }) => {
  const email = newEmail();
  const title = `Fotografie de produs ${unique()}`;

  await test.step('signs in by mail', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Sign in or start' }).click();
    await page.getByLabel('E-mail').fill(email);
    await page.getByRole('button', { name: 'E-mail me a link' }).click();
    await expect(page.getByRole('heading', { name: 'Check your mail' })).toBeVisible();
    const mail = await app.mailTo(email);
    expect(mail.subject).toBe('Your sign-in link for paylinks');
    await page.goto(mail.links[0]);
    await page.getByRole('button', { name: 'Sign in' }).click();
  });

  await test.step('answers three questions and connects payments', async () => {
    await expect(page.getByRole('heading', { name: 'Your business' })).toBeVisible();
    await onboard(page);
    await page.getByRole('button', { name: 'Connect with Stripe' }).click();
    await page.getByRole('button', { name: 'Finish with everything verified' }).click();
    await page.waitForURL('**/dashboard/settings/payments');
    await expect(page.getByText('You can take payments')).toBeVisible();
  });

  const slug = await test.step('makes a link', async () => {
    await page.goto('/dashboard/links');
    await page.locator('main').getByRole('link', { name: 'New link' }).click();
    await page.getByLabel('Title').fill(title);
    await page.getByLabel('Amount').fill('149.00');
    await page.getByLabel('Full name').check();
    await page.getByLabel('Thank-you message').fill('Ne vedem luni.');
    await page.getByRole('button', { name: 'Create link' }).click();
    return (await madeLink(page)).slug;
  });

  const buyer = await visit({ locale: 'ro-RO' });
  await test.step('a buyer pays in Romanian', async () => {
    await openOffer(buyer, slug);
    await expect(buyer.locator('html')).toHaveAttribute('lang', 'ro');
    await fillBuyer(buyer, '4242424242424242', { email: 'elena@exemplu.test', name: 'Elena Dumitrescu' });
    await expect(buyer.locator('#pay')).toHaveText('Plătește 149,00 RON');
    await pay(buyer);
    await seesReceipt(buyer);
    await expect(buyer.getByRole('heading', { name: 'Mulțumim' })).toBeVisible();
    await expect(buyer.getByText('Ne vedem luni.')).toBeVisible();
    await expect(buyer.locator('.receipt')).toContainText('149,00 RON');
    await expect(buyer.locator('.receipt')).toContainText('4242');
    await buyer.getByRole('link', { name: 'Tipărește sau păstrează chitanța' }).click();
    await expect(buyer.getByRole('heading', { level: 1 })).toHaveText('Chitanță');
    for (const part of ['Atelier Lumina', 'Elena Dumitrescu', 'elena@exemplu.test', title, '149,00 RON']) await expect(buyer.locator('.receipt')).toContainText(part);
    await expect(buyer.getByRole('button', { name: 'Tipărește', exact: true })).toBeVisible();
  });

  await test.step('the receipt comes by mail, in Romanian', async () => {
    await app.settle();
    const mail = await app.mailTo('elena@exemplu.test');
    expect(mail.subject).toBe('Chitanța ta de la Atelier Lumina');
    for (const part of ['149,00 RON', title, 'Ne vedem luni.', 'Elena Dumitrescu']) expect(mail.text.replaceAll('\u00a0', ' ')).toContain(part);
    expect(mail.html).toContain('lang="ro"');
  });

  await test.step('the dashboard has the payment with fee and net', async () => {
    await expect(async () => {
      await page.goto('/dashboard/payments');
      await expect(page.locator('tbody tr')).toContainText('Paid', { timeout: 500 });
    }).toPass();
    await expect(page.locator('tbody tr')).toContainText('Elena Dumitrescu');
    await page.locator('tbody a').first().click();
    const figure = (/** @type {string} */ name) => page.locator('.ledger > *', { hasText: name });
    await expect(figure('Buyer paid')).toContainText('149.00');
    await expect(figure('Platform fee')).toContainText('−5.96');
    await expect(async () => {
      await app.settle();
      await page.reload();
      await expect(figure('Stripe fee')).toContainText('−', { timeout: 500 });
    }).toPass();
    const fee = Number((await figure('Stripe fee').locator('dd').textContent())?.replace('−', ''));
    await expect(figure('You receive')).toContainText(`${(149 - 5.96 - fee).toFixed(2)} RON`);
    await expect(page.getByText('Payment succeeded')).toBeVisible();
    await expect(page.getByRole('link', { name: 'elena@exemplu.test' })).toBeVisible();
    expect(await app.mailTo(email, { subject: /New payment/ })).toBeTruthy();
  });
});
