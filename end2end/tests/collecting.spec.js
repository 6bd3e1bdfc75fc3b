// @ts-check
// A consultation from 50 EUR that asks for a company with its CUI, a question of its own, and terms.

import { expect, test, violations } from '../support/test.js';
import { fillBuyer, openOffer, pay, seesReceipt } from '../support/buyer.js';
import { fillLink, madeLink, openShop, unique } from '../support/merchant.js';

test.use({ allowed: [/status of 400/] });

test('who buys for nobody else names no company', async ({ app, page, visit }) => {
  await openShop(page, app);
  await page.goto('/dashboard/links/new');
  await page.locator('.fold summary').click();
  await page.getByLabel('Optional', { exact: true }).check();
  await fillLink(page, { title: `Tricou ${unique()}`, amount: '99' });
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug } = await madeLink(page);

  const buyer = await visit();
  await openOffer(buyer, slug);
  await expect(buyer.locator('[name="company[name]"]')).toBeHidden();
  await fillBuyer(buyer, '4242424242424242');
  await pay(buyer);
  await seesReceipt(buyer);

  const other = await visit();
  await openOffer(other, slug);
  await fillBuyer(other, '4242424242424242');
  await other.getByText('I buy for a company').click();
  await other.getByLabel('Company name').fill('Lumina SRL');
  await other.getByLabel('Tax id').fill('RO14399841');
  await other.getByText('I buy for a company').click();
  await pay(other);
  await expect(other.getByLabel('Tax id'), 'what is wrong is in sight').toBeFocused();
  await expect(other.locator('#company-taxId-error')).toBeVisible();
  await other.getByLabel('Tax id').fill('RO14399840');
  await pay(other);
  await seesReceipt(other);
});

test('a seller asks, and a company answers', async ({ app, page, visit }) => {
  test.setTimeout(120_000);
  await openShop(page, app);
  await page.goto('/dashboard/links/new');
  await page.getByLabel('Buyer chooses').check();
  await fillLink(page, { title: `Consultație ${unique()}`, amount: '50' });
  await page.locator('[name=currency]').selectOption('EUR');
  const rare = page.locator('.fold');
  await expect(rare.locator('[name=terms_text]'), 'what is rare is folded away').toBeHidden();
  await rare.locator('summary').click();
  await page.getByLabel('Only companies').check();
  const rows = page.locator('.own__row:visible');
  await expect(rows).toHaveCount(1);
  await fillLink(page, { own_1_label: 'Ce te interesează', terms_text: 'Accept termenii.', terms_url: 'https://shop.example.com/termeni' });
  await expect(rows, 'the next one shows').toHaveCount(2);
  await expect(page.locator('[name=own_1_options]')).toBeHidden();
  await page.locator('[name=own_1_type]').selectOption('SELECT');
  await page.locator('[name=own_1_required]').check();
  await fillLink(page, { own_1_options: 'Lumină\nRetuș' });
  const preview = page.frameLocator('iframe[name^=preview]:not([data-coming])');
  await expect(preview.getByLabel('Ce te interesează')).toBeVisible();
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug } = await madeLink(page);
  await expect(page.locator('.link-page')).toContainText('Ce te interesează');
  await page.getByRole('link', { name: 'Edit' }).first().click();
  await expect(page.locator('[name=own_1_label]'), 'what is asked is in sight').toBeVisible();
  expect(await violations(page)).toEqual([]);

  const buyer = await visit({ locale: 'ro-RO' });
  await buyer.goto(`/p/${slug}?email=elena%40example.test&utm_source=ziar`);
  await expect(buyer.locator('#email')).toHaveValue('elena@example.test');
  await openOffer(buyer, `${slug}?utm_source=ziar`);
  await fillBuyer(buyer, '4242424242424242');
  await buyer.getByLabel('Suma').fill('62,50');
  await buyer.getByLabel('Numele firmei').fill('Lumina SRL');
  await buyer.getByLabel('Cod fiscal (CUI)').fill('RO14399841');
  await pay(buyer);
  await expect(buyer.locator('#customFields-ce-te-intereseaza-error')).toHaveText('Aici trebuie completat.');
  await expect(buyer.locator('#acceptedTerms-error')).toHaveText('Aici trebuie completat.');
  expect(await violations(buyer)).toEqual([]);
  await buyer.getByLabel('Ce te interesează').selectOption('Retuș');
  await buyer.getByLabel('Accept termenii.').check();
  await pay(buyer);
  await expect(buyer.locator('#company-taxId-error'), 'the server knows its digits').toHaveText(/Codul fiscal \(CUI\) nu este bun/);
  await expect(buyer.locator('#company-taxId')).toBeFocused();
  await buyer.getByLabel('Cod fiscal (CUI)').fill('RO 1439 9840');
  await pay(buyer);
  await seesReceipt(buyer);
  await buyer.goto(buyer.url().replace('/return/', '/receipt/').split('?')[0]);
  await expect(buyer.locator('.receipt')).toContainText('Lumina SRL, RO14399840');

  await app.settle();
  await page.goto('/dashboard/payments');
  await page.locator('tbody a').first().click();
  const answers = page.locator('.answers');
  for (const words of ['RO14399840, Romania', 'Retuș', 'Accept termenii.']) await expect(answers).toContainText(words);
  await expect(page.locator('main')).toContainText('ziar');
  expect(await violations(page)).toEqual([]);
});
