// @ts-check
// Every page for everyone, in every state and both languages: rules that machines can check, both themes, small and
// enlarged screens, no movement for those who want none, colours that the system forces.

import { expect, test, violations } from '../support/test.js';
import { askForLink, connect, createLink, more, newEmail, onboard, openShop, signIn, unique } from '../support/merchant.js';
import { BANK, RECEIPT, buy, fillBuyer, openOffer, pay, ready, typeCard } from '../support/buyer.js';
import { patchAccount } from '../support/stripe.js';

/** @typedef {import('@playwright/test').Page} Page */

test.describe.configure({ mode: 'parallel' });

// Pages that say what is not there, forms that come back, cards that are declined.
test.use({ allowed: [/status of (400|402|404|410|422|503)/] });

const LONG = 'Fotografie de produs cu telefonul, lumină naturală și un titlu foarte lung';
const BUYER = 'elena.dumitrescu-popescu.si.fiii@exemplu-cu-nume-lung.test';
const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

/** The two languages share the four pairs of width and theme, so that each language is seen in both themes and widths. */
const VIEWS = /** @type {const} */ ({
  en: [[WIDE, 'light'], [PHONE, 'dark']],
  ro: [[WIDE, 'dark'], [PHONE, 'light']],
});

/** Controls that are nothing but text without an edge: the system that forces its colours leaves no background. */
const CONTROLS = '.button, input:not([type=hidden]):not([type=checkbox]):not([type=radio]):not([type=color]):not([type=file]), select, textarea, .switch';

/**
 * What is wrong with the page as it stands.
 * @param {Page} page
 * @param {string} name
 */
async function fitsAll(page, name) {
  const lang = /** @type {'en' | 'ro'} */ (await page.locator('html').getAttribute('lang'));
  /** @type {string[]} */
  const wrong = [];
  for (const [size, colorScheme] of VIEWS[lang]) {
    await page.setViewportSize(size);
    // Colours on their way from one theme to the other are nobody's contrast.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(painted);
    await page.emulateMedia({ colorScheme });
    await page.evaluate(painted);
    // What began before the wish may end; nothing begins after it.
    await expect.poll(() => page.evaluate(moving), { message: `${name}: parts that move though none should` }).toBe(0);
    wrong.push(...(await violations(page)).map((what) => `${size.width}, ${colorScheme}: ${what}`));
  }
  // 320 px, and 1280 px enlarged to 200 %.
  for (const [width, height] of [[320, 640], [640, 400]]) {
    await page.setViewportSize({ width, height });
    wrong.push(...(await page.evaluate(sideways)).map((what) => `${width}: ${what}`));
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light', reducedMotion: null, forcedColors: 'active' });
  wrong.push(...(await page.evaluate(edgeless, CONTROLS)).map((what) => `forced colours: no edge: ${what}`));
  await page.emulateMedia({ forcedColors: 'none' });
  expect.soft(wrong, `${name}, ${lang}`).toEqual([]);
}

/** Runs in the page: two painted frames. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(undefined))));
}

/** Runs in the page: how much moves for longer than a moment. */
function moving() {
  return document.getAnimations().filter(({ effect }) => Number(effect?.getComputedTiming().endTime) > 20).length;
}

/** Runs in the page: what is wider than it. */
function sideways() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const wide = [...document.querySelectorAll('body *')].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
  return [`scrolls sideways, ${scrollWidth} > ${clientWidth}`, ...wide.slice(-3).map((element) => element.outerHTML.slice(0, 120))];
}

/**
 * Runs in the page: controls that show and have no border.
 * @param {string} controls
 */
function edgeless(controls) {
  const shown = [...document.querySelectorAll(controls)].filter((element) => element.checkVisibility() && !element.closest('[inert]'));
  // The edge may be that of the box that the control fills.
  const edged = (/** @type {Element | null} */ element) => {
    const style = element && getComputedStyle(element);
    return style && style.borderBlockEndStyle !== 'none' && style.borderBlockEndWidth !== '0px';
  };
  return shown.filter((element) => !edged(element) && !edged(element.parentElement)).map((element) => element.outerHTML.slice(0, 120));
}

/**
 * Opens each address and looks at it.
 * @param {Page} page
 * @param {string[]} paths
 */
async function allFit(page, paths) {
  for (const path of paths) {
    await page.goto(path);
    await fitsAll(page, path);
  }
}

for (const [lang, locale] of [['en', 'en-GB'], ['ro', 'ro-RO']]) {
  test.describe(lang, () => {
    test.use({ locale });
    test.setTimeout(240_000);

    test('codes, and links that do not sell', async ({ app, page }) => {
      const { slug } = await openShop(page, app, { closes_on: '2032-10-31' });
      const early = await createLink(page, { title: `${unique()} ${LONG}`, opens_on: '2032-03-01', cancel_url: 'https://atelier.example/' });
      const closed = await createLink(page, { title: `${unique()} ${LONG}`, closes_on: '2020-03-01', disabled_message: LONG });
      await allFit(page, [`/p/${early.slug}`, `/p/${closed.slug}`, '/dashboard/codes', '/dashboard/codes/new', `/dashboard/links/${early.id}/edit`]);
      await page.goto('/dashboard/codes/new');
      await page.locator('[name=code]').fill('first50');
      await page.locator('form.code-form .form__actions button').click();
      await fitsAll(page, 'a code that came back');
      await page.locator('[name=percent]').fill('20');
      await page.locator('form.code-form .form__actions button').click();
      await page.waitForURL('**/dashboard/codes');
      await allFit(page, ['/dashboard/codes', `/p/${slug}`, `/p/${slug}?code=first50`, `/p/${slug}?code=nothing`, '/dashboard/links?status=archived']);
    });

    test('pages before and around sign-in', async ({ app, page, visit }) => {
      await allFit(page, ['/', '/nothing/here', '/dev/mailbox', '/dev/mails', '/sign-in/confirm?token=nothing', '/sign-in']);
      await page.locator('[name=email]').fill('ada@');
      await page.locator('main form button').click();
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
      await page.locator('main form button').click();
      await page.waitForURL('**/onboarding');
      await fitsAll(page, 'onboarding');
      await page.locator('main form button.button--primary').click();
      await expect(page.locator('.field__error').first()).toBeVisible();
      await fitsAll(page, 'onboarding refused');
      await page.goto('/dev/mailbox');
      await page.locator('tbody a').first().click();
      await page.waitForURL('**/dev/mailbox/*');
      await expect(page.frameLocator('.mail__frame').getByRole('heading').first()).toBeVisible();
      await fitsAll(page, 'mail');
    });

    test('a new shop', async ({ app, page }) => {
      await signIn(page, app, newEmail());
      await onboard(page, 'Atelier Lumina și Fiicele, Fotografie de Produs');
      await fitsAll(page, 'connect, welcome');
      await allFit(page, ['/dashboard', '/dashboard/links', '/dashboard/payments', '/dashboard/payments?status=failed', '/dashboard/developers/webhooks', '/dashboard/search?q=nothing']);
      await connect(page);
      await fitsAll(page, 'connected');
      await page.goto('/dashboard');
      await page.locator('.account summary').click();
      await fitsAll(page, 'account menu');
    });

    test('links', async ({ app, page }) => {
      const { id } = await openShop(page, app, { title: `${unique()} ${LONG}`, description: 'Pe scurt.' });
      await fitsAll(page, 'link saved');
      await createLink(page, { title: 'Al doilea', amount: '99999.99' });
      await page.goto('/dashboard/links');
      const row = page.locator('tbody tr').first();
      await (await more(row)).locator('button').filter({ hasText: /Turn off|Oprește/ }).click();
      await expect(page.getByText(/Link turned off|Link oprit/)).toBeVisible();
      await page.getByRole('checkbox').nth(1).check();
      await fitsAll(page, 'links');
      await (await more(row)).locator('.menu__item--danger').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await fitsAll(page, 'delete dialog');
      await page.goto(`/dashboard/links/${id}`);
      await fitsAll(page, 'link');
      await page.locator('main a[data-dialog][href$="/share"]').first().click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await fitsAll(page, 'share dialog');
      await allFit(page, [`/dashboard/links/${id}/share`, `/dashboard/links/${id}/delete`, `/dashboard/links/${id}/edit`, '/dashboard/links?q=nothing', '/dashboard/links/new']);
      await page.locator('[name=price_type][value=PAY_WHAT_YOU_WANT]').check();
      await fitsAll(page, 'new link, buyer chooses');
      await page.locator('[name=suggested_2]').fill('1');
      await page.locator('.editor__head button.button--primary').click();
      await expect(page.locator('#suggested_2-error')).toBeVisible();
      await fitsAll(page, 'new link, suggestion refused');
      await page.locator('.editor__head button.button--primary').click();
      await expect(page.locator('#title-error')).toBeVisible();
      await fitsAll(page, 'new link refused');
    });

    test('payments', async ({ app, page, visit }) => {
      const { slug } = await openShop(page, app, { title: `${unique()} ${LONG}` });
      const buyer = await visit();
      await openOffer(buyer, slug);
      await fillBuyer(buyer, '4000000000000002', { email: BUYER });
      await pay(buyer);
      await expect(buyer.locator('#checkout-error')).toContainText(/declined|refuzat/);
      await buy(await visit(), slug, { email: BUYER });
      await expect(async () => {
        await app.settle();
        await page.goto('/dashboard/payments');
        await expect(page.locator('tbody tr').first()).toContainText(/Paid|Plătit/, { timeout: 500 });
      }).toPass();
      await fitsAll(page, 'payments');
      for (const nth of [0, 1]) {
        await page.goto('/dashboard/payments');
        await page.locator('tbody a.table__name').nth(nth).click();
        await expect(page.getByRole('heading', { name: /Where the money goes|Unde se duc banii/ })).toBeVisible();
        await fitsAll(page, `payment ${nth}`);
      }
      await allFit(page, ['/dashboard', `/dashboard/search?q=${encodeURIComponent(BUYER)}`, '/dashboard/developers/webhooks', '/dashboard/nothing']);
    });

    test('settings and developers', async ({ app, page, visit }) => {
      const { email } = await openShop(page, app);
      await signIn(await visit(), app, email);
      await allFit(page, ['/dashboard/settings', '/dashboard/settings/business', '/dashboard/settings/branding', '/dashboard/settings/sessions', '/dashboard/settings/payments']);
      await page.goto('/dashboard/settings/business');
      await page.locator('[name=merchant_name]').fill('');
      await page.locator('main form button.button--primary').click();
      await expect(page.locator('.field__error').first()).toBeVisible();
      await fitsAll(page, 'business refused');
      await allFit(page, ['/dashboard/business/new', '/dashboard/developers', '/dashboard/developers/api/create_paylink', '/dashboard/developers/keys']);
      await page.locator('main [name=name]').fill('Contabilitate');
      await page.locator('main form button.button--primary').click();
      await expect(page.getByText(/Copy the secret now|Copiază acum secretul/)).toBeVisible();
      await fitsAll(page, 'key made');
    });

    test('pages of buyers', async ({ app, page, visit }) => {
      const merchant = await visit();
      const { slug } = await openShop(merchant, app, { title: `${unique()} ${LONG}`, description: 'Un curs.\nDouăsprezece lecții.', collect: ['name', 'phone', 'address'], suggested_1: '149', suggested_2: '249.50', suggested_3: '499', max_amount: '999' });
      await openOffer(page, slug);
      await fitsAll(page, 'offer');
      await page.locator('[name=amount]').fill('');
      await pay(page);
      for (const name of ['amount', 'email']) await expect(page.locator(`#${name}-error`)).toBeVisible();
      await fitsAll(page, 'offer, fields missing');
      await page.locator('[data-amount]').first().click();
      const fields = { email: 'elena@example.test', name: 'Elena Dumitrescu', phone: '+40 712 345 678', 'address[line1]': 'Str. Lungă 1', 'address[city]': 'Cluj', 'address[postalCode]': '400001' };
      await fillBuyer(page, '4000000000000002', fields);
      await pay(page);
      await expect(page.locator('#checkout-error')).toContainText(/declined|refuzat/);
      await fitsAll(page, 'offer, declined');
      await typeCard(page, '4000000000003063');
      await pay(page);
      await page.getByRole('button', { name: 'Fail authentication' }).click();
      await expect(page.getByRole('heading', { name: /The payment did not go through|Plata nu a reușit/ })).toBeVisible();
      await fitsAll(page, 'failed');
      await page.getByRole('link', { name: /Try again|Mai încearcă/ }).click();
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
      await expect(page.locator('#checkout-error')).toContainText(/authenticate|autentific|confirm/);

      await merchant.goto('/dashboard/links');
      await (await more(merchant.locator('tbody tr', { hasText: LONG }))).locator('button').filter({ hasText: /Turn off|Oprește/ }).click();
      await expect(merchant.locator('tbody tr', { hasText: LONG })).toContainText(/Off|Oprit/);
      await page.goto(`/p/${slug}`);
      await expect(page.getByRole('heading', { name: /Not for sale right now|Acum nu este de vânzare/ })).toBeVisible();
      await fitsAll(page, 'not for sale');
      const account = /data-account="(acct_[^"]+)"/.exec(await (await page.request.get(`/p/${second.slug}`)).text())?.[1] ?? '';
      await patchAccount(app.stripe, account, { charges_enabled: false });
      await app.settle();
      await expect(async () => expect((await page.request.get(`/p/${second.slug}`)).status()).toBe(503)).toPass();
      await page.goto(`/p/${second.slug}`);
      await fitsAll(page, 'cannot charge');
    });
  });
}
