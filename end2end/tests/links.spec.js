// @ts-check
// A merchant's links: the form that forgives, the address that makes itself, on, off and gone.

import { expect, test } from '../support/test.js';
import { createLink, fillLink, madeLink, more, newEmail, onboard, openShop, rowOf, signIn, unique } from '../support/merchant.js';

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
    await madeLink(page);
    await page.getByRole('link', { name: 'Edit' }).click();
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
  expect((await madeLink(page)).slug).toBe(own);
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
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await page.getByRole('link', { name: 'Edit' }).click();
    await expect(page.locator('[name=description]')).toHaveValue(EVIL);
    await fillLink(page, { amount: '199.50', description: 'Pe scurt.' });
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByText('Saved.')).toBeVisible();
    await buyer.goto(`/p/${slug}`);
    await expect(buyer.locator('.pay__price')).toHaveText('199.50 RON');
    await expect(buyer.getByText('Pe scurt.')).toBeVisible();

    await page.goto('/dashboard/links');
    const row = rowOf(page, title);
    await (await more(row)).getByRole('button', { name: 'Turn off' }).click();
    await expect(row).toContainText('Off');
    expect((await buyer.goto(`/p/${slug}`))?.status()).toBe(410);
    await expect(buyer.getByRole('heading', { name: 'Not for sale right now' })).toBeVisible();
    await (await more(row)).getByRole('button', { name: 'Turn on' }).click();
    await expect(row).toContainText('Active');
    expect((await buyer.goto(`/p/${slug}`))?.status()).toBe(200);

    const dialog = page.getByRole('dialog');
    await (await more(row)).getByRole('link', { name: 'Delete' }).click();
    await expect(dialog).toContainText(`Delete “${title}”?`);
    await dialog.getByRole('link', { name: 'Keep it' }).click();
    await expect(dialog).toBeHidden();
    await page.reload();
    await expect(row).toBeVisible();
    await (await more(row)).getByRole('link', { name: 'Delete' }).click();
    await dialog.getByRole('button', { name: 'Delete link' }).click();
    await expect(page.getByText('Link deleted')).toBeVisible();
    await expect(page.locator('tbody tr')).toHaveCount(1);
    await expect(page.locator('tbody tr')).toContainText(other);
    expect((await buyer.goto(`/p/${slug}`))?.status()).toBe(410);
    await expect(buyer.getByRole('heading', { name: 'This link was removed' })).toBeVisible();
  });
});

test('ticked links are turned off together, and the stroke is taken back', async ({ app, page }) => {
  await signIn(page, app, newEmail());
  await onboard(page);
  const titles = ['Ceai', 'Cafea', 'Apă'];
  for (const title of titles) await createLink(page, { title, slug: `${title.toLowerCase().replace('ă', 'a')}-${unique()}` });
  await page.goto('/dashboard/links?sort=title');
  const bar = page.locator('.bulk__form');
  await expect(bar).toBeHidden();
  await page.getByLabel('Select Ceai').check();
  await expect(bar).toContainText('1 selected');
  await page.getByLabel('Select all').check();
  await expect(bar).toContainText('3 selected');
  await page.getByLabel('Select Cafea').uncheck();
  await expect(bar).toContainText('2 selected');
  await bar.getByRole('button', { name: 'Clear the selection' }).click();
  await expect(bar).toBeHidden();

  for (const title of ['Ceai', 'Apă']) await page.getByLabel(`Select ${title}`).check();
  // A page that is loaded again would forget this.
  await page.evaluate(() => document.documentElement.classList.add('same-page'));
  await bar.getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByText('2 links turned off')).toBeVisible();
  await expect(bar).toBeHidden();
  for (const title of ['Ceai', 'Apă']) await expect(rowOf(page, title)).toContainText('Off');
  await expect(rowOf(page, 'Cafea')).toContainText('Active');
  expect(new URL(page.url()).search).toBe('?sort=title');
  await page.getByRole('button', { name: 'Turn on again' }).click();
  await expect(page.getByText('2 links turned on')).toBeVisible();
  for (const title of titles) await expect(rowOf(page, title)).toContainText('Active');
  await expect(page.locator('html')).toHaveClass('same-page');
  await page.reload();
  await expect(page.locator('.toast')).toHaveCount(0);
});

test('the list is narrowed and ordered in place', async ({ app, page }) => {
  await signIn(page, app, newEmail());
  await onboard(page);
  await createLink(page, { title: 'Ședință foto', slug: `sedinta-${unique()}` });
  await createLink(page, { title: 'Album', slug: `album-${unique()}` });
  await page.goto('/dashboard/links');
  await page.evaluate(() => document.documentElement.classList.add('same-page'));
  const titles = page.locator('tbody .table__name');
  await expect(titles).toHaveText(['Album', 'Ședință foto']);
  await page.getByRole('columnheader', { name: 'Link' }).getByRole('link').click();
  await expect(page.getByRole('columnheader', { name: 'Link' })).toHaveAttribute('aria-sort', 'ascending');
  await page.getByRole('columnheader', { name: 'Link' }).getByRole('link').click();
  await expect(titles).toHaveText(['Ședință foto', 'Album']);
  await page.getByPlaceholder('Title or address').fill('sedinta');
  await page.keyboard.press('Enter');
  await expect(titles).toHaveText(['Ședință foto']);
  expect(new URL(page.url()).searchParams.get('sort'), 'the order stays').toBe('title');
  await page.getByText('Status', { exact: true }).first().click();
  await page.locator('select[name=status]').selectOption('Off');
  await page.locator('.chip__panel:visible').getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByText('No link is like that.')).toBeVisible();
  await page.goBack();
  await expect(titles).toHaveText(['Ședință foto']);
  await page.getByLabel('Status').first().waitFor({ state: 'attached' });
  await expect(page.locator('html')).toHaveClass('same-page');
});

test('the preview follows what is typed, and nothing in it can pay', async ({ app, page }) => {
  await signIn(page, app, newEmail());
  await onboard(page);
  const started = (await app.starts()).length;
  await page.goto('/dashboard/links');
  await page.getByRole('link', { name: 'New link' }).click();
  const preview = page.frameLocator('.preview__frame:not([data-coming])');
  const title = page.getByLabel('Title');
  await title.pressSequentially('Curs de <b>lumină</b>');
  await expect(preview.getByText('Curs de <b>lumină</b>')).toBeVisible();
  await page.getByLabel('Amount').pressSequentially('149.00');
  await expect(preview.locator('.pay__price')).toHaveText('149.00 RON');
  await expect(page.getByText('Of 149.00 RON you receive about 143.04 RON after 5.96 RON platform fee.')).toBeVisible();
  await expect(page.getByText('This address is free.')).toBeVisible();
  await expect(preview.getByText('Phone')).toHaveCount(0);
  await page.getByRole('switch', { name: 'Phone' }).check();
  await expect(preview.getByText('Phone')).toBeVisible();
  await page.getByRole('radio', { name: 'RO', exact: true }).check();
  await expect(preview.locator('html')).toHaveAttribute('lang', 'ro');
  await expect(preview.locator('#pay')).toHaveText('Plătește 149,00 RON');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await expect(preview.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('radio', { name: 'Desktop' }).check();
  // A frame that is being replaced cannot be asked.
  await expect(async () => expect(await preview.locator('html').evaluate((html) => html.clientWidth)).toBeGreaterThan(1000)).toPass({ timeout: 8_000 });
  const scripts = page.frames().filter((frame) => frame.url().endsWith('/preview')).map((frame) => frame.locator('script, iframe').count());
  expect(await Promise.all(scripts)).toEqual(scripts.map(() => 0));
  expect((await app.starts()).length, 'no payment was started').toBe(started);
  await page.goBack();
  await expect(page, 'previews are no steps on the way').toHaveURL(/\/dashboard\/links$/);
});

test('what was typed is not left behind unasked', async ({ app, page }) => {
  await signIn(page, app, newEmail());
  await onboard(page);
  await page.goto('/dashboard/links/new');
  await page.getByRole('radio', { name: 'Dark' }).check();
  await page.getByRole('link', { name: 'Links', exact: true }).first().click();
  await page.waitForURL('**/dashboard/links');
  await page.goto('/dashboard/links/new');
  await page.getByLabel('Title').click();
  await page.keyboard.type('Ceai');
  const asked = page.waitForEvent('dialog');
  await page.getByRole('link', { name: 'Links', exact: true }).first().click({ noWaitAfter: true });
  expect((await asked).type()).toBe('beforeunload');
  await page.waitForURL('**/dashboard/links');
  await page.goto('/dashboard/links/new');
  await page.getByLabel('Title').click();
  await page.keyboard.type('Ceai');
  await page.getByLabel('Amount').fill('10');
  await page.getByRole('button', { name: 'Create link' }).click();
  await madeLink(page);
});

test('a link is shared from its row and from its page', async ({ app, page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn(page, app, newEmail());
  await onboard(page);
  const title = `Ceai & <b>cafea</b> ${unique()}`;
  const { slug } = await createLink(page, { title });
  const url = `${app.url}/p/${slug}`;
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  const dialog = page.getByRole('dialog');
  await page.getByRole('link', { name: 'Share' }).click();
  await expect(dialog.getByRole('heading', { level: 1 })).toHaveText(`Share “${title}”`);
  await expect(dialog.getByLabel('Link')).toHaveValue(url);
  await dialog.getByRole('button', { name: 'Copy', exact: true }).first().click();
  expect(await clipboard()).toBe(url);
  await expect.poll(() => dialog.locator('img').evaluate((/** @type {HTMLImageElement} */ image) => image.naturalWidth)).toBeGreaterThan(100);
  for (const [name, ending] of [['Download SVG', 'svg'], ['Download PNG', 'png']]) {
    const download = page.waitForEvent('download');
    await dialog.getByRole('link', { name }).click();
    expect((await download).suggestedFilename()).toBe(`${slug}.${ending}`);
  }
  await dialog.locator('.code-block').getByRole('button').click();
  expect(await clipboard()).toBe(`<a href="${url}">Pay 149.00\u00a0RON</a>`);
  await dialog.getByRole('button', { name: 'Copy the text' }).click();
  expect(await clipboard()).toContain(`you can pay for ${title} here`);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  await page.goto('/dashboard/links');
  const row = rowOf(page, slug);
  await (await more(row)).getByRole('button', { name: 'Copy link' }).click();
  expect(await clipboard()).toBe(url);
  await expect(page.locator('.toast')).toHaveText('Copied');
  await (await more(row)).getByRole('link', { name: 'Share' }).click();
  await expect(dialog.getByLabel('Link')).toHaveValue(url);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(row.locator('summary')).toBeFocused();
  await (await more(row)).getByRole('button', { name: 'Duplicate' }).click();
  await expect(page.getByText('This is the copy')).toBeVisible();
  await expect(page.locator('[name=title]')).toHaveValue(title);
});
