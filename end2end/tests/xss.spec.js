// @ts-check
// Whatever anybody types is shown as they typed it and does nothing, on every page that shows it.

import { expect, test } from '../support/test.js';
import { more, newEmail, onboard, connect, signIn, unique } from '../support/merchant.js';
import { PAYLOADS } from '../support/payloads.js';

/** @typedef {import('@playwright/test').Page} Page */

test.describe.configure({ mode: 'parallel' });

// The forms are meant to come back, and some pages not to be there.
// A recording of some thousand pages would cost more than the pages.
test.use({ allowed: [/status of (400|404|409|422)/], trace: 'off' });

/** The texts in parts, so that every worker has some. */
const PARTS = [0, 1, 2, 3, 4, 5].map((part) => PAYLOADS.filter((_, index) => index % 6 === part));

test('there are five hundred texts', () => expect(PAYLOADS).toHaveLength(500));

/**
 * Sends a form of ours from the page that is open, as its own button would.
 * @param {Page} page
 * @param {string} action
 * @param {Record<string, string>} fields
 */
const post = (page, action, fields) =>
  page.evaluate(
    async ([action, fields]) => {
      const answer = await fetch(action, { method: 'POST', body: new URLSearchParams(fields) });
      return { status: answer.status, url: answer.url };
    },
    /** @type {const} */ ([action, fields]),
  );

/**
 * Opens a page and looks for anything that the page itself would not have written.
 * @param {Page} page
 * @param {string} path
 * @param {string} [shown] a text that has to be visible as it was typed
 */
async function harmless(page, path, shown) {
  await page.goto(path, { waitUntil: 'domcontentloaded' });
  const found = await page.evaluate(() => {
    // Stripe's script gives sizes to its own frames.
    const ours = [...document.querySelectorAll('*')].filter((element) => !element.matches('iframe, #payment-element, #payment-element *'));
    const odd = ours.flatMap((element) => element.getAttributeNames().filter((name) => /^on|^style$|^srcdoc$/.test(name)));
    // What a pay page tells search engines is data, which no browser runs; markup in it is written in escapes.
    const data = [...document.querySelectorAll('body > script[type="application/ld+json"]:first-of-type')].filter(
      ({ textContent }) => !/[<>&]/.test(textContent ?? '') && JSON.parse(textContent ?? '')['@type'] === 'Product',
    );
    const found = document.querySelectorAll('script:not([src]), style, base, object, embed, meta[http-equiv], img:not(.qr), math, marquee, video, audio, animate');
    const strangers = [...found].filter((element) => !data.includes(element));
    const elsewhere = [...document.querySelectorAll('[href], [src], [action]')]
      .map((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? element.getAttribute('action') ?? '')
      .filter((address) => /^\s*(javascript|data):|^(?!mailto:\?|https:\/\/(wa\.me\/\?text=|t\.me\/share\/url\?url=)).*evil\.test/i.test(address));
    return { odd, strangers: strangers.map((element) => element.outerHTML), elsewhere, text: document.body.innerText };
  });
  const { text, ...rest } = found;
  expect(rest, `${path} ${shown}`).toEqual({ odd: [], strangers: [], elsewhere: [] });
  const words = (/** @type {string} */ from) => from.replaceAll(/\s+/g, ' ').trim();
  if (shown) expect(words(text), path).toContain(words(shown));
}

for (const [part, texts] of PARTS.entries()) {
  test(`texts of a merchant, part ${part}`, async ({ app, page, visit }) => {
    test.setTimeout(600_000);
    await signIn(page, app, newEmail());
    await onboard(page, texts[4]);
    await connect(page);
    const buyer = await visit();
    for (const [index, text] of texts.entries()) {
      await test.step(text, async () => {
        const fields = { title: text, description: text, thank_you_message: text, slug: `evil-${index}-${unique()}`, amount: '10', currency: 'RON', active: 'on' };
        const made = await post(page, '/dashboard/links/new', fields);
        expect(made.url).toMatch(/\?done=made$/);
        const link = made.url.replace('?done=made', '');
        expect((await post(page, '/dashboard/settings', { name: text, language: 'en' })).url).toMatch(/saved$/);
        expect((await post(page, '/dashboard/settings/business', { merchant_name: text, default_currency: 'RON' })).url).toMatch(/saved$/);
        await harmless(page, link, text);
        await harmless(page, `${link}/edit`);
        await expect(page.locator('[name=title]')).toHaveValue(text.trim());
        await expect(page.locator('[name=description]')).toHaveValue(text.trim());
        await harmless(buyer, `/p/${fields.slug}`, text);
        // These show nothing that the pages above do not: they take turns.
        const others = [`${link}/share`, `${link}/delete`, '/dashboard/settings', '/dashboard/settings/business', '/dashboard/settings/branding'];
        await harmless(page, others[index % others.length], text);
        expect((await post(page, '/dashboard/developers/keys', { name: text, read: 'on' })).status).toBeLessThan(500);
        const refused = { ...fields, slug: text, success_url: text, cancel_url: text };
        expect((await post(page, '/dashboard/links/new', refused)).status).toBe(422);
      });
    }
    for (let path = '/dashboard/links', pages = 0; path && pages < 20; pages += 1) {
      await harmless(page, path);
      path = (await page.locator('a[rel=next]').count()) > 0 ? await page.locator('a[rel=next]').evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href) : '';
    }
    await page.goto('/dashboard/links');
    await (await more(page.locator('tbody tr').first())).getByRole('link', { name: 'Delete' }).click();
    await expect(page.getByRole('dialog')).toContainText(texts[texts.length - 1]);
    await harmless(page, '/dashboard/developers/keys');
  });
}

test('texts of buyers', async ({ app, page, visit }) => {
  test.setTimeout(600_000);
  await signIn(page, app, newEmail());
  await onboard(page);
  await connect(page);
  const slug = `adresa-${unique()}`;
  await post(page, '/dashboard/links/new', { title: 'Curs', slug, amount: '10', currency: 'RON', active: 'on', collect_email: 'on', collect_name: 'on', collect_address: 'on' });
  const buyer = await visit();
  await buyer.goto(`/p/${slug}`);
  const key = await buyer.locator('#checkout').getAttribute('data-publishable-key');
  /** @type {string[]} */
  const receipts = [];
  /** @type {Map<number, import('../support/app.js').Mail>} */
  const mails = new Map();
  // The mailbox shows its newest hundred, and a sale writes two.
  const collect = (/** @type {number} */ sold) =>
    expect(async () => {
      for (const mail of await app.mails()) {
        const [, index] = /elena\+(\d+)@/.exec(mail.to) ?? [];
        if (index) mails.set(Number(index), mail);
      }
      expect(mails.size).toBe(sold);
    }).toPass({ timeout: 30_000 });
  for (const [index, text] of PAYLOADS.entries()) {
    const body = { email: `elena+${index}@example.test`, name: text, address: { line1: text, line2: text, city: text, postalCode: text.slice(0, 20), country: 'RO' } };
    const answer = await buyer.request.post(`/api/v1/paylinks/public/${slug}/payment-intents`, { data: body });
    expect(answer.status(), text).toBeLessThan(300);
    const start = await answer.json();
    const confirmed = await buyer.request.post(`${app.stripe}/v1/payment_intents/${start.paymentIntentId}/confirm`, {
      headers: { Authorization: `Bearer ${key}`, 'Stripe-Account': start.connectedAccountId },
      form: { client_secret: start.client_secret, payment_method: 'pm_card_visa', return_url: `${app.url}/p/${slug}` },
    });
    expect((await confirmed.json()).status).toBe('succeeded');
    receipts.push(`/p/${slug}/return/${start.checkoutSessionId}`);
    if (receipts.length % 40 === 0 || receipts.length === PAYLOADS.length) {
      await app.settle();
      await collect(receipts.length);
    }
  }
  for (const receipt of receipts.slice(0, 5)) await harmless(buyer, receipt);

  /** @type {string[]} */
  const payments = [];
  for (let path = '/dashboard/payments'; path; ) {
    await harmless(page, path);
    payments.push(...(await page.locator('tbody a.table__name').evaluateAll((links) => links.map((link) => /** @type {HTMLAnchorElement} */ (link).href))));
    path = (await page.locator('a[rel=next]').count()) > 0 ? await page.locator('a[rel=next]').evaluate((link) => /** @type {HTMLAnchorElement} */ (link).href) : '';
  }
  expect(payments).toHaveLength(PAYLOADS.length);
  for (const [index, path] of payments.reverse().entries()) await harmless(page, path, PAYLOADS[index]);

  const blank = await visit();
  for (const [index, mail] of mails) {
    expect(mail.text).toContain(PAYLOADS[index].trim());
    const active = await blank.evaluate((html) => {
      const all = [...new DOMParser().parseFromString(html, 'text/html').querySelectorAll('*')];
      const acts = (/** @type {Element} */ element) => element.getAttributeNames().some((name) => /^on/.test(name)) || /^\s*(javascript|data):|evil/i.test(element.getAttribute('href') ?? '');
      return all.filter((element) => acts(element) || element.matches('script, img, svg, iframe, object, embed, base, form, input, link, math')).map((element) => element.outerHTML);
    }, mail.html);
    expect(active, mail.to).toEqual([]);
  }
});

for (const [part, texts] of PARTS.entries()) {
  test(`texts in addresses and refused forms, part ${part}`, async ({ page }) => {
    test.setTimeout(600_000);
    for (const text of texts) {
      const word = encodeURIComponent(text);
      await harmless(page, `/sign-in/confirm?token=${word}&lang=${word}`);
      await harmless(page, `/sign-in?next=${word}&lang=${word}`);
      await page.locator('[name=email]').fill(text);
      await page.locator('main form').evaluate((/** @type {HTMLFormElement} */ form) => form.submit());
      await expect(page.locator('#email-error')).toBeVisible();
      await expect(page.locator('[name=email]')).toHaveValue(text.trim());
    }
  });
}
