// @ts-check
// A merchant's links: the form that forgives, the address that makes itself, on, off and gone.

import { expect, test } from '../support/test.js';
import { createLink, fillLink, newEmail, onboard, openShop, signIn, unique } from '../support/merchant.js';

const EVIL = 'Două linii\n</textarea><script>alert(1)</script>';

test.describe('without scripts', () => {
  // The form again: not right, or an address that somebody else has.
  test.use({ javaScriptEnabled: false, allowed: [/status of (422|409)/] });

  test('what is wrong is said next to its field and nothing typed is lost', async ({ app, page }) => {
    await signIn(page, app, newEmail());
    await onboard(page);
    await page.goto('/dashboard/links/new');
    const typed = {
      title: `Curs ${unique()}`,
      description: EVIL,
      amount: '0',
      slug: 'Nu merge',
      thank_you_message: 'Mulțumim </textarea>',
      success_url: 'http://example.test/gata',
      cancel_url: 'javascript:alert(1)',
    };
    await fillLink(page, { ...typed, collect: ['phone', 'address'] });
    await page.locator('[name=currency]').selectOption('EUR');
    await page.locator('[name=active]').uncheck();
    await page.getByRole('button', { name: 'Create link' }).click();

    await expect(page.getByText('Nothing is saved yet.')).toBeVisible();
    expect(new URL(page.url()).search, 'nothing typed is in the address').toBe('');
    const errors = {
      amount: /more than zero|greater than zero|above zero/,
      slug: /3 to 64/,
      success_url: /https/,
      cancel_url: /https/,
    };
    for (const [name, words] of Object.entries(errors)) {
      const input = page.locator(`[name=${name}]`);
      const error = page.locator(`#${name}-error`);
      await expect(error).toHaveText(words);
      await expect(input).toHaveAttribute('aria-invalid', 'true');
      expect(await input.getAttribute('aria-describedby')).toContain(`${name}-error`);
      await expect(page.locator(`[data-field=${name}] #${name}-error`)).toBeVisible();
    }
    for (const [name, value] of Object.entries(typed)) await expect(page.locator(`[name=${name}]`), name).toHaveValue(value);
    await expect(page.locator('[name=currency]')).toHaveValue('EUR');
    for (const name of ['collect_email', 'collect_phone', 'collect_address']) await expect(page.locator(`[name=${name}]`)).toBeChecked();
    for (const name of ['collect_name', 'active']) await expect(page.locator(`[name=${name}]`)).not.toBeChecked();
    await expect(page.locator('main script')).toHaveCount(0);

    await fillLink(page, { amount: '49.999', success_url: '', cancel_url: '' });
    await page.getByRole('button', { name: 'Create link' }).click();
    await expect(page.locator('#amount-error')).toHaveText(/two decimals/);

    await fillLink(page, { amount: '49.99', slug: 'dashboard' });
    await page.getByRole('button', { name: 'Create link' }).click();
    await expect(page.locator('#slug-error')).toHaveText(/reserved/);

    await fillLink(page, { amount: '49,99', slug: '' });
    await page.getByRole('button', { name: 'Create link' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await expect(page.locator('[name=slug]')).toHaveValue(typed.title.toLowerCase().replace(' ', '-'));
    await expect(page.locator('[name=amount]')).toHaveValue('49.99');
    await expect(page.locator('[name=description]')).toHaveValue(EVIL);
  });

  test('an address that is taken is refused', async ({ app, page }) => {
    const { slug } = await openShop(page, app);
    await page.goto('/dashboard/links/new');
    await fillLink(page, { title: 'Al doilea', amount: '10', slug });
    await page.getByRole('button', { name: 'Create link' }).click();
    await expect(page.locator('#slug-error')).toHaveText(/taken/);
    await expect(page.locator('[name=slug]')).toHaveValue(slug);
  });
});

test('the address follows the title until somebody writes their own', async ({ app, page }) => {
  await signIn(page, app, newEmail());
  await onboard(page);
  await page.goto('/dashboard/links/new');
  const slug = page.locator('[name=slug]');
  await page.getByLabel('Title').pressSequentially('Ședință foto în aer liber');
  await expect(slug).toHaveValue('sedinta-foto-in-aer-liber');
  await slug.fill(`ale-mele-${unique()}`);
  const own = await slug.inputValue();
  await page.getByLabel('Title').pressSequentially(' 2');
  await expect(slug).toHaveValue(own);
  await page.getByLabel('Amount').fill('10');
  await page.getByRole('button', { name: 'Create link' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(slug).toHaveValue(own);
});

test.describe('a link lives', () => {
  test.use({ allowed: [/status of 410/] });

  test('it is changed, turned off and on, and deleted', async ({ app, page, visit }) => {
    const { slug, title } = await openShop(page, app, { description: EVIL });
    const other = `Altul ${unique()}`;
    await createLink(page, { title: other });
    const buyer = await visit();

    await page.goto('/dashboard/links');
    await page.getByRole('link', { name: title, exact: true }).click();
    await expect(page.locator('[name=description]')).toHaveValue(EVIL);
    await fillLink(page, { amount: '199.50', description: 'Pe scurt.' });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await buyer.goto(`/p/${slug}`);
    await expect(buyer.locator('.pay__price')).toHaveText('199.50 RON');
    await expect(buyer.getByText('Pe scurt.')).toBeVisible();

    await page.goto('/dashboard/links');
    const row = page.locator('tbody tr', { hasText: title });
    await row.getByRole('button', { name: 'Turn off' }).click();
    await expect(row).toContainText('Off');
    expect((await buyer.goto(`/p/${slug}`))?.status()).toBe(410);
    await expect(buyer.getByRole('heading', { name: 'Not for sale right now' })).toBeVisible();
    await row.getByRole('button', { name: 'Turn on' }).click();
    await expect(row).toContainText('Active');
    expect((await buyer.goto(`/p/${slug}`))?.status()).toBe(200);

    const dialog = page.getByRole('dialog');
    await row.getByRole('button', { name: 'Delete' }).click();
    await expect(dialog).toContainText(`Delete “${title}”?`);
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect(dialog).toBeHidden();
    await page.reload();
    await expect(row).toBeVisible();
    await row.getByRole('button', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete link' }).click();
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await expect(page.locator('tbody tr')).toContainText(other);
    expect((await buyer.goto(`/p/${slug}`))?.status()).toBe(410);
    await expect(buyer.getByRole('heading', { name: 'This link was removed' })).toBeVisible();
  });
});
