// @ts-check
// Something free, from the seller's form to the reader's mail. The reader's browser runs no script.

import { expect, test, violations } from '../support/test.js';
import { fillLink, madeLink, newEmail, onboard, signIn, unique } from '../support/merchant.js';

test.use({ allowed: [/status of (410|422)/] });

test('a seller gives a guide away, and a reader takes it without scripts', async ({ app, page, visit }) => {
  // No Stripe: nothing is charged.
  await signIn(page, app, newEmail());
  await onboard(page);
  const title = `Ghid de lumină ${unique()}`;
  await page.goto('/dashboard/links/new');
  await expect(page.getByText('Stripe is not needed')).toBeHidden();
  await page.getByLabel('Free', { exact: true }).check();
  await expect(page.getByText('Stripe is not needed')).toBeVisible();
  await expect(page.locator('[name=amount]')).toBeHidden();
  await fillLink(page, { title, max_uses: '1', thank_you_message: 'Prima pagină te așteaptă.', collect: ['name'] });
  await expect(page.frameLocator('iframe[name^=preview]:not([data-coming])').getByText('Get it free')).toBeVisible();
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug, id } = await madeLink(page);
  await expect(page.locator('.link-page__line')).toContainText('Free');
  await expect(page.getByText('Nobody has taken it yet.')).toBeVisible();

  const email = newEmail();
  const reader = await visit({ javaScriptEnabled: false, locale: 'ro-RO' });
  await reader.goto(`/p/${slug}`);
  await expect(reader.getByText('Gratuit', { exact: true })).toBeVisible();
  await reader.getByLabel('E-mail').fill('maria');
  await reader.getByRole('button', { name: 'Primește gratuit' }).click();
  await expect(reader.locator('#email-error')).toHaveText('Nu este o adresă de e-mail.');
  await expect(reader.locator('#name-error')).toHaveText('Aici trebuie completat.');
  await expect(reader.getByLabel('E-mail')).toHaveValue('maria');
  await reader.getByLabel('E-mail').fill(email);
  await reader.getByLabel('Nume și prenume').fill('Maria Ionescu');
  await reader.keyboard.press('Tab');
  await expect(reader.getByRole('button', { name: 'Primește gratuit' }), 'the trap takes no focus').toBeFocused();
  await reader.keyboard.press('Enter');
  await expect(reader).toHaveURL(/\/thanks$/);
  await expect(reader.getByRole('heading', { name: 'Mulțumim' })).toBeVisible();
  await expect(reader.getByText('Prima pagină te așteaptă.')).toBeVisible();
  const mail = await app.mailTo(email, { subject: /Ghid de lumină/ });
  expect(mail.text).toContain('Maria Ionescu');
  await reader.goto(`/p/${slug}`);
  await expect(reader.getByRole('button', { name: 'Primește gratuit' })).toHaveCount(0);

  await page.reload();
  await expect(page.locator('.leads-table')).toContainText('Maria Ionescu');
  await expect(page.getByText('Of all time: 1 taken')).toBeVisible();
  await page.getByRole('link', { name: 'All leads of this link' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Leads of ${title}`);
  await page.getByRole('searchbox').fill('maria');
  await page.keyboard.press('Enter');
  await expect(page.locator('tbody tr')).toHaveCount(1);
  const file = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await file).suggestedFilename()).toMatch(/^leads-.*\.csv$/);
  expect(await violations(page)).toEqual([]);
  await page.goto(`/dashboard/links/${id}/edit`);
  await expect(page.locator('[name=amount]')).toBeHidden();
});

test('the page of something free holds to accessibility', async ({ app, page, visit }) => {
  await signIn(page, app, newEmail());
  await onboard(page);
  await page.goto('/dashboard/links/new');
  await page.getByLabel('Free', { exact: true }).check();
  await fillLink(page, { title: `Ghid ${unique()}`, collect: ['name', 'phone', 'address'] });
  await page.getByRole('button', { name: 'Create link' }).click();
  const { slug } = await madeLink(page);
  const reader = await visit();
  await reader.goto(`/p/${slug}`);
  expect(await violations(reader)).toEqual([]);
  await reader.getByRole('button', { name: 'Get it free' }).click();
  await expect(reader.locator('#email-error')).toBeVisible();
  expect(await violations(reader)).toEqual([]);
  await reader.goto(`/p/${slug}/thanks`);
  expect(await violations(reader)).toEqual([]);
});
