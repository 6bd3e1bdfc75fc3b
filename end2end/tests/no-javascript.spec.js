// @ts-check
// With scripts turned off: a merchant's dashboard, and a buyer's way to the receipt.

import { expect, test } from '../support/test.js';
import { connect, createLink, fillLink, more, newEmail, onboard, openShop, rowOf, signIn, signOut, unique } from '../support/merchant.js';
import { buy, seesReceipt } from '../support/buyer.js';
import { PICTURE } from '../support/picture.js';

test.use({ javaScriptEnabled: false, allowed: [/status of 422/, /status of 402/] });

test('a merchant does everything without scripts', async ({ app, page, visit }) => {
  const email = newEmail();
  const title = `Fără scripturi ${unique()}`;
  await signIn(page, app, email);
  await onboard(page);
  await connect(page);
  const { slug } = await createLink(page, { title });

  await test.step('edits', async () => {
    await page.goto('/dashboard/links');
    await page.getByRole('link', { name: title, exact: true }).click();
    await page.getByRole('link', { name: 'Edit' }).click();
    await fillLink(page, { amount: '25.00', title: `${title} 2` });
    await page.locator('noscript button', { hasText: 'Update preview' }).click();
    const preview = page.frameLocator('iframe[name=preview]');
    await expect(preview.locator('.pay__price')).toHaveText('25.00 RON');
    await expect(preview.getByRole('heading', { level: 1 })).toHaveText(`${title} 2`);
    await expect(preview.locator('noscript p')).toContainText('Of 25.00 RON you receive about 24.00 RON');
    await fillLink(page, { title });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
  });

  await test.step('sees a payment', async () => {
    await buy(await visit({ javaScriptEnabled: true }), slug);
    await expect(async () => {
      await app.settle();
      await page.goto('/dashboard/payments?status=completed');
      await expect(page.locator('tbody tr')).toContainText('25.00 RON', { timeout: 500 });
    }).toPass();
    await page.goto('/dashboard/payments?status=failed');
    await expect(page.getByText('No payment matches these filters.')).toBeVisible();
    await page.getByRole('link', { name: 'Clear the filters' }).click();
    await page.locator('.filters').getByText('Amount').click();
    await page.locator('[name=min]').fill('30');
    await page.locator('.chip', { hasText: 'Amount' }).getByRole('button', { name: 'Apply' }).click();
    await expect(page.getByText('No payment matches these filters.')).toBeVisible();
    await expect(page.locator('.chip--on')).toContainText('from 30.00');
    await page.getByRole('link', { name: 'Remove filter: Amount' }).click();
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await page.locator('tbody a').first().click();
    await expect(page.getByRole('heading', { name: 'Where the money goes' })).toBeVisible();
  });

  await test.step('turns off, on, and deletes', async () => {
    await page.goto('/dashboard/links');
    const row = rowOf(page, title);
    await (await more(row)).getByRole('button', { name: 'Turn off' }).click();
    await expect(row).toContainText('Off');
    await page.getByRole('button', { name: 'Turn on again' }).click();
    await expect(row).toContainText('Active');
    await page.getByLabel(`Select ${title}`).check();
    await page.locator('.bulk__form').getByRole('button', { name: 'Turn off' }).click();
    await expect(row).toContainText('Off');
    await (await more(row)).getByRole('button', { name: 'Turn on' }).click();
    await expect(row).toContainText('Active');
    await (await more(row)).getByRole('link', { name: 'Share' }).click();
    await expect(page.getByLabel('Link', { exact: true })).toHaveValue(`${app.url}/p/${slug}`);
    await expect(page.getByRole('img', { name: /QR/ })).toBeVisible();
    await page.goto('/dashboard/links');
    await (await more(row)).getByRole('link', { name: 'Delete' }).click();
    await expect(page.getByRole('heading', { name: `Delete “${title}”?` })).toBeVisible();
    await page.getByRole('link', { name: 'Keep it' }).click();
    await page.goto('/dashboard/links');
    await (await more(row)).getByRole('link', { name: 'Delete' }).click();
    await page.getByRole('button', { name: 'Delete link' }).click();
    await expect(page.getByText('No links yet')).toBeVisible();
  });

  await test.step('makes an API key and revokes it', async () => {
    await page.goto('/dashboard/developers/keys');
    await page.getByLabel('Name').fill('Contabilitate');
    await page.getByRole('button', { name: 'Create key' }).click();
    const [id, secret] = await page.locator('.secret code').allTextContents();
    expect(id).toMatch(/^plk_/);
    expect(secret).toMatch(/^pls_/);
    await page.goto('/dashboard/developers/keys');
    await expect(page.getByText(secret)).toHaveCount(0);
    await page.getByRole('link', { name: 'Revoke “Contabilitate”?' }).click();
    await page.getByRole('button', { name: 'Revoke' }).click();
    await expect(page.locator('tbody tr')).toContainText('Revoked');
  });

  await test.step('signs another browser out', async () => {
    const other = await visit({ javaScriptEnabled: false });
    await signIn(other, app, email);
    await page.goto('/dashboard/settings/sessions');
    await expect(page.locator('tbody tr')).toHaveCount(2);
    await page.getByRole('link', { name: 'Sign this browser out?' }).click();
    await page.getByRole('button', { name: 'Sign out' }).last().click();
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await other.goto('/dashboard/links');
    expect(new URL(other.url()).pathname).toBe('/sign-in');
  });

  await test.step('changes the business', async () => {
    await page.goto('/dashboard/settings/business');
    await page.locator('[name=merchant_name]').fill('Atelier Nou');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await expect(page.locator('.switcher__name')).toHaveText('Atelier Nou');
  });

  await test.step('chooses a dark theme', async () => {
    await page.goto('/dashboard/settings');
    await page.getByLabel('Theme', { exact: true }).selectOption('dark');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  });

  await test.step('shows a logo and a colour to buyers', async () => {
    await page.goto('/dashboard/settings/branding');
    await page.getByLabel('Logo').setInputFiles({ name: 'logo.txt', mimeType: 'text/plain', buffer: Buffer.from('no picture') });
    await page.getByLabel('Accent colour').fill('#a03060');
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.locator('#logo-error')).toContainText('send a PNG, JPEG or WebP');
    await expect(page.getByLabel('Accent colour'), 'what was typed stays').toHaveValue('#a03060');
    await page.getByLabel('Logo').setInputFiles({ name: 'logo.png', mimeType: 'image/png', buffer: PICTURE });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    const buyer = await visit({ javaScriptEnabled: false });
    const other = await createLink(page, { title: 'Cu logo' });
    await buyer.goto(`/p/${other.slug}`);
    await expect(buyer.getByAltText('Logo of Atelier Nou')).toBeVisible();
    await page.goto('/dashboard/settings/branding');
    await page.getByLabel('Remove the logo').check();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByAltText('Your logo now')).toHaveCount(0);
  });

  await test.step('signs out', async () => {
    await signOut(page);
    await page.goto('/dashboard/links');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
  });
});

test('a buyer pays on Stripe’s own page', async ({ app, page, visit }) => {
  const { slug, title } = await openShop(page, app, { collect: ['name'] });
  const buyer = await visit({ javaScriptEnabled: false });
  await buyer.goto(`/p/${slug}`);
  await expect(buyer.getByRole('heading', { name: title })).toBeVisible();
  // Text locators never look into <noscript>.
  await expect(buyer.locator('noscript p')).toHaveText('You enter your card on the next page, which is Stripe’s.');

  await test.step('is told what is missing, at its field', async () => {
    await buyer.getByLabel('Full name').fill('Elena Pop');
    await buyer.locator('#pay').click();
    await expect(buyer.locator('#email-error')).toHaveText('This is needed.');
    await expect(buyer.getByLabel('E-mail')).toHaveAttribute('aria-invalid', 'true');
    await expect(buyer.getByLabel('Full name')).toHaveValue('Elena Pop');
  });

  await test.step('goes back, and everything is still there', async () => {
    await buyer.getByLabel('E-mail').fill('elena@example.test');
    await buyer.locator('#pay').click();
    await expect(buyer.getByRole('heading', { name: 'Pay 149.00 RON' })).toBeVisible();
    await buyer.getByRole('link', { name: 'Back to the shop' }).click();
    await expect(buyer.locator('.banner', { hasText: 'You have not paid yet.' })).toBeVisible();
    await expect(buyer.getByLabel('E-mail')).toHaveValue('elena@example.test');
    await buyer.locator('#pay').click();
  });

  await test.step('is declined once, then pays', async () => {
    const card = async (/** @type {string} */ number) => {
      await buyer.getByLabel('Card number').fill(number);
      await buyer.getByLabel('Expiry').fill('12 / 34');
      await buyer.getByLabel('CVC').fill('123');
      await buyer.getByLabel('Name on card').fill('Elena Pop');
      await buyer.getByRole('button', { name: 'Pay' }).click();
    };
    await expect(buyer.getByLabel('E-mail')).toHaveValue('elena@example.test');
    await card('4000000000000002');
    await expect(buyer.getByRole('alert')).toHaveText('Your card was declined.');
    await card('4242424242424242');
    await seesReceipt(buyer);
    await expect(buyer.getByRole('heading', { level: 1 })).toHaveText('Thank you');
  });
});

test('a buyer without scripts chooses what to pay', async ({ app, page, visit }) => {
  const { slug } = await openShop(page, app, { amount: '50', suggested_1: '75' });
  const buyer = await visit({ javaScriptEnabled: false });
  await buyer.goto(`/p/${slug}?lang=ro`);
  await expect(buyer.locator('#pay')).toHaveText('Plătește ', { useInnerText: true });
  await buyer.getByLabel('Suma').fill('62,50');
  await buyer.getByLabel('E-mail').fill('elena@example.test');
  await buyer.locator('#pay').click();
  await expect(buyer.getByRole('heading', { name: 'Pay 62.50 RON' })).toBeVisible();
});

test('a merchant sends every buyer to Stripe’s own page', async ({ app, page, visit }) => {
  const { slug } = await openShop(page, app);
  await page.goto('/dashboard/settings/checkout');
  await page.getByLabel('Pay on Stripe’s own page').check();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const buyer = await visit({ javaScriptEnabled: true });
  await buyer.goto(`/p/${slug}`);
  await expect(buyer.locator('script, #payment-element')).toHaveCount(0);
  await buyer.getByLabel('E-mail').fill('elena@example.test');
  await buyer.getByRole('button', { name: 'Continue to payment' }).click();
  await expect(buyer.getByRole('heading', { name: 'Pay 149.00 RON' })).toBeVisible();
});
