// @ts-check
// Every page for everyone: rules that machines can check, small and enlarged screens, keyboard alone.

import { expect, test, violations } from '../support/test.js';
import { askForLink, connect, createLink, madeLink, more, newEmail, onboard, openShop, signIn, unique } from '../support/merchant.js';
import { BANK, RECEIPT, buy, fillBuyer, isTold, openOffer, pay, ready, typeCard } from '../support/buyer.js';
import { patchAccount } from '../support/stripe.js';

/** @typedef {import('@playwright/test').Page} Page */

test.describe.configure({ mode: 'parallel' });

// Pages that say what is not there, forms that come back, cards that are declined.
test.use({ allowed: [/status of (400|402|404|410|422|503)/] });

const LONG = 'Fotografie de produs cu telefonul, lumină naturală și un titlu foarte lung';

/**
 * The page as it stands, in both themes, small and wide, then narrow and enlarged.
 * @param {Page} page
 * @param {string} name
 */
async function fitsAll(page, name) {
  /** @type {string[]} */
  const wrong = [];
  for (const [width, height] of [[1440, 900], [390, 844]]) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      // Colours on their way from one theme to the other are nobody's contrast.
      await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)));
      wrong.push(...(await violations(page)).map((what) => `${name}, ${width}, ${colorScheme}: ${what}`));
    }
  }
  // 320 px, and 1280 px enlarged to 200 %.
  for (const [width, height] of [[320, 640], [640, 400]]) {
    await page.setViewportSize({ width, height });
    const over = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
      return [`${scrollWidth} > ${clientWidth}`, ...wide.slice(-3).map((element) => element.outerHTML.slice(0, 120))];
    });
    if (over.length > 0) wrong.push(`${name}, ${width}: scrolls sideways: ${over.join(' | ')}`);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null });
  expect.soft(wrong, name).toEqual([]);
}

test('pages before and around sign-in', async ({ app, page, visit }) => {
  test.setTimeout(120_000);
  for (const path of ['/', '/sign-in', '/nothing/here', '/dev/mailbox', '/sign-in/confirm?token=nothing']) {
    await page.goto(path);
    await fitsAll(page, path);
  }
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('ada@');
  await page.getByRole('button', { name: 'E-mail me a link' }).click();
  await expect(page.locator('#email-error')).toBeVisible();
  await fitsAll(page, 'sign-in refused');
  const link = await askForLink(page, app, newEmail());
  await page.reload();
  await fitsAll(page, 'link sent');
  const other = await visit();
  await other.goto(link);
  await fitsAll(other, 'another browser');
  await page.goto(link);
  await fitsAll(page, 'confirm');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL('**/onboarding');
  await fitsAll(page, 'onboarding');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.locator('.field__error').first()).toBeVisible();
  await fitsAll(page, 'onboarding refused');
  await page.goto('/dev/mailbox');
  await fitsAll(page, 'mailbox');
  await page.locator('tbody a').first().click();
  await page.waitForURL('**/dev/mailbox/*');
  await expect(page.frameLocator('.mail__frame').getByRole('heading').first()).toBeVisible();
  await fitsAll(page, 'mail');
});

test('pages of the dashboard', async ({ app, page, visit }) => {
  test.setTimeout(900_000);
  const email = newEmail();
  await signIn(page, app, email);
  await onboard(page, 'Atelier Lumina și Fiicele, Fotografie de Produs');
  await fitsAll(page, 'connect, welcome');
  for (const path of ['/dashboard/links', '/dashboard/payments']) {
    await page.goto(path);
    await fitsAll(page, `${path} empty`);
  }
  await connect(page);
  await fitsAll(page, 'connected');
  const { id, slug } = await createLink(page, { title: `${unique()} ${LONG}`, description: 'Pe scurt.' });
  await fitsAll(page, 'link saved');
  await createLink(page, { title: 'Al doilea', amount: '999999.99' });
  await page.goto('/dashboard/links');
  const row = page.locator('tbody tr').first();
  await (await more(row)).getByRole('button', { name: 'Turn off' }).click();
  await expect(page.getByText('Link turned off')).toBeVisible();
  await page.getByRole('checkbox').nth(1).check();
  await fitsAll(page, 'links');
  await (await more(row)).getByRole('link', { name: 'Delete' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fitsAll(page, 'delete dialog');
  await page.goto(`/dashboard/links/${id}`);
  await fitsAll(page, 'link');
  await page.getByRole('link', { name: 'Share' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await fitsAll(page, 'share dialog');
  await page.goto(`/dashboard/links/${id}/share`);
  await fitsAll(page, 'share page');
  await page.goto(`/dashboard/links/${id}/delete`);
  await fitsAll(page, 'delete page');
  await page.goto('/dashboard/links/new');
  await fitsAll(page, 'new link');
  await page.getByRole('button', { name: 'Create link' }).click();
  await expect(page.locator('#title-error')).toBeVisible();
  await fitsAll(page, 'new link refused');

  const buyer = await visit();
  await openOffer(buyer, slug);
  await fillBuyer(buyer, '4000000000000002', { email: 'elena.dumitrescu-popescu.si.fiii@exemplu-cu-nume-lung.test' });
  await pay(buyer);
  await isTold(buyer, /declined/);
  await buy(await visit(), slug, { email: 'elena.dumitrescu-popescu.si.fiii@exemplu-cu-nume-lung.test' });
  await expect(async () => {
    await app.settle();
    await page.goto('/dashboard/payments');
    await expect(page.locator('tbody tr').first()).toContainText('Paid', { timeout: 500 });
  }).toPass();
  await fitsAll(page, 'payments');
  for (const nth of [0, 1]) {
    await page.goto('/dashboard/payments');
    await page.locator('tbody a.table__name').nth(nth).click();
    await expect(page.getByRole('heading', { name: 'Where the money goes' })).toBeVisible();
    await fitsAll(page, `payment ${nth}`);
  }

  await signIn(await visit(), app, email);
  for (const path of ['/dashboard/settings', '/dashboard/settings/business', '/dashboard/settings/branding', '/dashboard/settings/sessions', '/dashboard/developers', '/dashboard/developers/api/create_paylink', '/dashboard/developers/webhooks', '/dashboard/business/new', '/dashboard/nothing', '/dashboard/developers/keys']) {
    await page.goto(path);
    await fitsAll(page, path);
  }
  await page.getByLabel('Name').fill('Contabilitate');
  await page.getByRole('button', { name: 'Create key' }).click();
  await expect(page.getByText('Copy the secret now')).toBeVisible();
  await fitsAll(page, 'key made');
});

test('pages of buyers', async ({ app, page, visit }) => {
  test.setTimeout(120_000);
  const merchant = await visit();
  const { slug, id } = await openShop(merchant, app, { title: `${unique()} ${LONG}`, description: 'Un curs.\nDouăsprezece lecții.', collect: ['name', 'phone', 'address'] });
  await openOffer(page, slug);
  await fitsAll(page, 'offer');
  await pay(page);
  await expect(page.locator('#email-error')).toBeVisible();
  await fitsAll(page, 'offer, fields missing');
  const fields = { email: 'elena@example.test', name: 'Elena Dumitrescu', phone: '+40 712 345 678', 'address[line1]': 'Str. Lungă 1', 'address[city]': 'Cluj', 'address[postalCode]': '400001' };
  await fillBuyer(page, '4000000000000002', fields);
  await pay(page);
  await isTold(page, /declined/);
  await fitsAll(page, 'offer, declined');
  await typeCard(page, '4000000000003063');
  await pay(page);
  await page.getByRole('button', { name: 'Fail authentication' }).click();
  await expect(page.getByRole('heading', { name: 'The payment did not go through' })).toBeVisible();
  await fitsAll(page, 'failed');
  await page.getByRole('link', { name: 'Try again' }).click();
  await ready(page);
  await fillBuyer(page, '4242424242424242', fields);
  await pay(page);
  await page.waitForURL(RECEIPT);
  await fitsAll(page, 'receipt');

  const second = await createLink(merchant, { title: 'Altul', collect: [] });
  await openOffer(page, second.slug);
  await fillBuyer(page, '4000002760003184');
  await pay(page);
  await page.frameLocator(BANK).getByRole('button', { name: 'Complete authentication' }).waitFor();
  await page.keyboard.press('Escape');
  await isTold(page, /authenticate/);

  await merchant.goto('/dashboard/links');
  await (await more(merchant.locator('tbody tr', { hasText: LONG }))).getByRole('button', { name: 'Turn off' }).click();
  await expect(merchant.locator('tbody tr', { hasText: LONG })).toContainText('Off');
  await page.goto(`/p/${slug}`);
  await expect(page.getByRole('heading', { name: 'Not for sale right now' })).toBeVisible();
  await fitsAll(page, 'not for sale');
  expect(id).toBeTruthy();
  const account = /data-account="(acct_[^"]+)"/.exec(await (await page.request.get(`/p/${second.slug}`)).text())?.[1] ?? '';
  await patchAccount(app.stripe, account, { charges_enabled: false });
  await app.settle();
  await expect(async () => expect((await page.request.get(`/p/${second.slug}`)).status()).toBe(503)).toPass();
  await page.goto(`/p/${second.slug}`);
  await fitsAll(page, 'cannot charge');
});

/**
 * Goes on with Tab until `selector` has the focus, and looks whether it shows.
 * @param {Page} page
 * @param {string} selector
 */
async function tabTo(page, selector) {
  for (let count = 0; count < 60; count += 1) {
    const at = await page.evaluate((wanted) => {
      const now = document.activeElement;
      if (!now?.matches(wanted)) return null;
      const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(now);
      return { seen: (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none', borderColor };
    }, selector);
    if (at) return expect(at.seen, `${selector} shows its focus`).toBe(true);
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never comes to ${selector}`);
}

test('keyboard alone: sign in, make a link, pay', async ({ app, page, visit }) => {
  test.setTimeout(60_000);
  const email = newEmail();
  const keys = page.keyboard;
  await page.goto('/');
  await tabTo(page, 'main a[href="/sign-in"]');
  await keys.press('Enter');
  await page.waitForURL('**/sign-in');
  await tabTo(page, '[name=email]');
  await keys.type(email);
  await keys.press('Enter');
  await page.waitForURL('**/sent');
  await page.goto((await app.mailTo(email)).links[0]);
  await tabTo(page, 'main form button');
  await keys.press('Enter');
  await page.waitForURL('**/onboarding');
  await tabTo(page, '[name=name]');
  await keys.type('Atelier Lumina');
  await tabTo(page, '[name=country]');
  await keys.type('Romania');
  await tabTo(page, 'main form button.button--primary');
  await keys.press('Enter');
  await page.waitForURL('**/payments?welcome');
  await tabTo(page, 'main form button');
  await keys.press('Enter');
  await page.waitForURL('**/sandbox/stripe/**');
  await tabTo(page, 'button[value=complete]');
  await keys.press('Enter');
  await page.waitForURL('**/dashboard/settings/payments');

  await keys.press('Tab');
  await expect(page.locator('.skip')).toBeFocused();
  await tabTo(page, 'nav a[href="/dashboard/links"]');
  await keys.press('Enter');
  await page.waitForURL('**/dashboard/links');
  await tabTo(page, 'main a[href="/dashboard/links/new"]');
  await keys.press('Enter');
  await page.waitForURL('**/links/new');
  await tabTo(page, '[name=title]');
  await keys.type(`Numai tastatura ${unique()}`);
  await tabTo(page, '[name=amount]');
  await keys.type('12.50');
  await tabTo(page, '[name=collect_email]');
  await tabTo(page, '.editor__head button.button--primary');
  await keys.press('Enter');
  await page.waitForURL(/\/dashboard\/links\/[0-9a-f-]{36}(\?|$)/);
  const { slug } = await madeLink(page);

  const buyer = await visit();
  await openOffer(buyer, slug);
  await tabTo(buyer, '[name=email]');
  await buyer.keyboard.type('elena@example.test');
  await buyer.keyboard.press('Tab');
  await expect(buyer.frameLocator('#payment-element iframe').locator('#number')).toBeFocused();
  await buyer.keyboard.type('4242424242424242');
  await buyer.keyboard.type('1234');
  await buyer.keyboard.type('123');
  await buyer.keyboard.press('Tab');
  await expect(buyer.locator('#pay')).toBeFocused();
  await buyer.keyboard.press('Enter');
  await buyer.waitForURL(RECEIPT);

  await page.goto('/dashboard/links');
  await tabTo(page, 'tbody summary');
  await keys.press('Enter');
  for (let count = 0; count < 7; count += 1) await keys.press('ArrowDown');
  await expect(page.locator('.menu__item--danger').first()).toBeFocused();
  await keys.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await keys.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(page.locator('tbody summary').first()).toBeFocused();
});
