// @ts-check
// The journeys of a buyer.

import assert from 'node:assert/strict';
import axe from 'axe-core';
import { bank, card, fill, journey, paid, pay, refused, told, typeCard } from './journey.mjs';

await journey('pays with 4242', async (page, shop) => {
  await fill(page, '4242424242424242');
  await pay(page);
  await paid(page);
  assert.equal(shop.starts.length, 1);
  const { payment_intent: id, payment_intent_client_secret: secret } = Object.fromEntries(new URL(page.url()).searchParams);
  assert.equal(id, shop.starts[0].intent);
  assert.ok(secret.startsWith(`${id}_secret_`));
  const intent = await shop.stripe.paymentIntents.retrieve(id, {}, shop.stripeAccount);
  assert.equal(intent.status, 'succeeded');
  assert.deepEqual(shop.starts[0].body, { email: 'elena@example.test', name: 'Elena Dumitrescu', language: 'ro', revision: 1 });
});

await journey('pays across origins', async (page) => {
  await fill(page, '4242424242424242');
  await pay(page);
  await paid(page);
}, { crossOrigin: true });

await journey('sends the whole address', async (page, shop) => {
  await page.goto('/p/address');
  await page.getByLabel('E-mail').fill('elena@example.test');
  await page.getByLabel('Nume și prenume').fill('Elena Dumitrescu');
  for (const [label, value] of [['line1', 'Str. Lungă 1'], ['city', 'Cluj'], ['postalCode', '400001'], ['country', 'RO']]) await page.getByLabel(label).fill(value);
  await typeCard(page, '4242424242424242');
  await pay(page);
  await paid(page);
  assert.equal(shop.starts[0].body.address.postalCode, '400001');
});

await journey('declined, then pays with the same intent', async (page, shop) => {
  await fill(page, '4000000000000002');
  await pay(page);
  await told(page, /refuzat/);
  assert.equal(await page.locator('#pay').isEnabled(), true);
  await typeCard(page, '4242424242424242');
  await pay(page);
  await paid(page);
  assert.equal(shop.starts.length, 2);
  assert.equal(shop.starts[0].intent, shop.starts[1].intent);
  assert.ok(shop.starts[1].body.clientSecret.startsWith(shop.starts[0].intent));
  assert.notEqual(shop.starts[0].key, shop.starts[1].key);
}, { expected: refused });

await journey('3DS completed', async (page) => {
  await fill(page, '4000002760003184');
  await pay(page);
  await page.frameLocator(bank).getByRole('button', { name: /complete/i }).click();
  await paid(page);
});

await journey('3DS failed, then pays', async (page, shop) => {
  await fill(page, '4000002760003184');
  await pay(page);
  await page.frameLocator(bank).getByRole('button', { name: /fail/i }).click();
  await told(page, /autentificat/);
  await typeCard(page, '4242424242424242');
  await pay(page);
  await paid(page);
  assert.equal(new Set(shop.starts.map(({ intent }) => intent)).size, 1);
});

await journey('3DS left with Escape, then pays', async (page, shop) => {
  await fill(page, '4000002760003184');
  await pay(page);
  await page.frameLocator(bank).getByRole('button', { name: /complete/i }).waitFor();
  await page.keyboard.press('Escape');
  await told(page, /autentificat/);
  await typeCard(page, '4242424242424242');
  await pay(page);
  await paid(page);
  assert.equal(new Set(shop.starts.map(({ intent }) => intent)).size, 1);
});

await journey('Escape inside the bank frame leaves it too', async (page) => {
  await fill(page, '4000002760003184');
  await pay(page);
  await page.frameLocator(bank).getByRole('button', { name: /complete/i }).focus();
  await page.keyboard.press('Escape');
  await told(page, /autentificat/);
});

await journey('redirect card goes to the bank and back', async (page) => {
  await fill(page, '4000000000003063');
  await pay(page);
  await page.getByRole('button', { name: /complete/i }).click();
  await paid(page);
});

await journey('back from the bank page pays with another card', async (page, shop) => {
  await fill(page, '4000000000003063');
  await pay(page);
  await page.getByRole('button', { name: /complete/i }).waitFor();
  await page.goBack();
  await page.getByLabel('E-mail').fill('elena@example.test');
  await page.getByLabel('Nume și prenume').fill('Elena Dumitrescu');
  await typeCard(page, '4242424242424242');
  await pay(page);
  await paid(page);
  assert.equal(new Set(shop.starts.map(({ intent }) => intent)).size, 1);
});

await journey('back from the receipt returns to the receipt; a new visit buys again', async (page, shop) => {
  await fill(page, '4242424242424242');
  await pay(page);
  await paid(page);
  await page.goBack();
  await paid(page);
  await fill(page, '4242424242424242');
  await page.waitForFunction(() => sessionStorage.length === 0);
  await pay(page);
  await paid(page);
  assert.equal(new Set(shop.starts.map(({ intent }) => intent)).size, 2);
});

await journey('double click makes one intent', async (page, shop) => {
  await fill(page, '4242424242424242');
  await page.locator('#pay').dblclick();
  await paid(page);
  assert.equal(shop.starts.length, 1);
});

await journey('a lost answer is asked again under the same key', async (page, shop) => {
  shop.faults.drop = 1;
  await fill(page, '4242424242424242');
  await pay(page);
  await paid(page);
  assert.equal(shop.starts.length, 1);
}, { expected: /ERR_/ });

await journey('own fields are checked before anything is sent', async (page, shop) => {
  await page.goto('/p/course');
  await page.locator('#pay:enabled').waitFor();
  await page.getByLabel('E-mail').fill('elena');
  await pay(page);
  assert.equal(await page.locator('#email-error').textContent(), 'Scrie o adresă de e-mail validă.');
  assert.equal(await page.locator('#name-error').textContent(), 'Completează acest câmp.');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'email');
  assert.equal(shop.starts.length, 0);
});

await journey('an incomplete card is said in the frame', async (page, shop) => {
  await fill(page, '4242');
  await pay(page);
  await card(page).getByText('Numărul cardului este incomplet.').waitFor();
  assert.equal(shop.starts.length, 0);
});

await journey('refusals of the server', async (page, shop) => {
  await fill(page, '4242424242424242');
  shop.faults.refuse = { status: 422, body: { error: { code: 'INVALID', field: 'email', message: 'Adresa nu există.' } } };
  await pay(page);
  await page.locator('#email-error', { hasText: 'Adresa nu există.' }).waitFor();
  shop.faults.refuse = { status: 409, body: { error: { code: 'REVISION_CHANGED', message: 'Prețul s-a schimbat.' } } };
  await pay(page);
  await told(page, /Prețul s-a schimbat/);
  await page.getByRole('link', { name: 'Reîncarcă pagina' }).click();
  await page.locator('#pay:enabled').waitFor();
  // What does not sell any more has a page of its own.
  await fill(page, '4242424242424242');
  shop.faults.refuse = { status: 410, body: { error: { code: 'LINK_INACTIVE', message: 'Linkul nu mai este activ.' } } };
  const reloaded = page.waitForEvent('load');
  await pay(page);
  await reloaded;
  await page.locator('#pay:enabled').waitFor();
}, { expected: refused });

await journey('says so when Stripe.js is not there, and the form goes where it goes without scripts', async (page) => {
  await page.goto('/p/broken');
  await page.locator('#checkout-error', { hasText: /nu este disponibilă/ }).waitFor({ timeout: 15_000 });
  const sent = page.waitForRequest((request) => request.method() === 'POST' && request.isNavigationRequest());
  await page.locator('#pay').click();
  assert.match(new URL((await sent).url()).pathname, /^\/p\/broken/);
}, { expected: /404|MIME/ });

/**
 * What axe finds on a page and in its frames.
 * @param {import('playwright-core').Page} page
 * @param {string[]} [without] rules that do not apply
 */
async function violations(page, without = []) {
  for (const frame of page.frames()) await frame.evaluate(axe.source);
  const found = await page.evaluate(
    (off) => /** @type {any} */ (globalThis).axe.run({ rules: Object.fromEntries(off.map((rule) => [rule, { enabled: false }])) }),
    without,
  );
  return found.violations.map((/** @type {any} */ rule) => `${rule.id} ${rule.nodes.map((/** @type {any} */ node) => node.target)}`);
}

for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
  await journey(`axe finds nothing, and nothing moves, ${colorScheme}`, async (page) => {
    await page.addInitScript(() => {
      /** @type {any} */ (window).shift = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) /** @type {any} */ (window).shift += /** @type {any} */ (entry).hadRecentInput ? 0 : /** @type {any} */ (entry).value;
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto('/p/course');
    await page.locator('#pay:enabled').waitFor();
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).shift), 0);
    assert.deepEqual(await violations(page), []);
    await fill(page, '4242424242424241');
    await pay(page);
    await card(page).getByText('Numărul cardului nu este valid.').waitFor();
    assert.deepEqual(await violations(page), []);
    await typeCard(page, '4000002760003184');
    await pay(page);
    await page.frameLocator(bank).getByRole('button', { name: /complete/i }).waitFor();
    // The bank's page is a whole page of its own, with its own main part.
    assert.deepEqual(await violations(page, ['landmark-unique']), []);
  }, { context: { colorScheme, viewport: { width: 390, height: 844 } } });
}

await journey('keyboard alone goes through the card fields', async (page) => {
  await page.goto('/p/course');
  await page.locator('#pay:enabled').waitFor();
  await page.getByLabel('E-mail').focus();
  await page.keyboard.type('elena@example.test');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Elena');
  await page.keyboard.press('Tab');
  await page.keyboard.type('4242424242424242');
  await page.keyboard.type('434');
  await page.keyboard.type('123');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'pay');
  await page.keyboard.press('Enter');
  await paid(page);
});
