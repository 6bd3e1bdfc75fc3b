// @ts-check
// The sandbox's Stripe.js as a program sees it, and the small elements of the dashboard.

import assert from 'node:assert/strict';
import { readyAccount } from '../support/stripe.js';
import { journey, refused, sandbox, typeCard } from './journey.mjs';

await journey('misuse throws as at Stripe', async (page, shop) => {
  await page.goto('/p/course');
  await page.locator('#pay:enabled').waitFor();
  const intent = await shop.stripe.paymentIntents.create({ amount: 14900, currency: 'ron' }, shop.stripeAccount);
  const other = await readyAccount(shop.stripe, sandbox);
  const result = await page.evaluate(async ({ secret, account, other }) => {
    const Stripe = /** @type {any} */ (window).Stripe;
    const stripe = Stripe('pk_test_harness', { stripeAccount: account, locale: 'en' });
    /** @param {() => unknown} misuse */
    const message = async (misuse) => {
      try {
        await misuse();
        return 'nothing';
      } catch (error) {
        return `${/** @type {Error} */ (error).name}: ${/** @type {Error} */ (error).message}`;
      }
    };
    const mode = { mode: 'payment', amount: 14900, currency: 'ron' };
    const elements = stripe.elements(mode);
    const element = elements.create('payment');
    element.mount(document.body.appendChild(document.createElement('div')));
    const confirm = { elements, clientSecret: secret, confirmParams: { return_url: `${location.origin}/p/course/return/x` }, redirect: 'if_required' };
    return {
      version: Stripe.version,
      both: await message(() => stripe.elements({ ...mode, clientSecret: secret })),
      types: await message(() => stripe.elements({ ...mode, paymentMethodTypes: ['card'] })),
      unsubmitted: await message(() => stripe.confirmPayment(confirm)),
      elsewhere: await message(() => Stripe('pk_test_harness', { stripeAccount: other }).confirmPayment({ clientSecret: secret, confirmParams: { ...confirm.confirmParams, payment_method: 'pm_card_visa' }, redirect: 'if_required' })),
      malformed: await message(() => stripe.retrievePaymentIntent('pi_1')),
    };
  }, { secret: String(intent.client_secret), account: String(shop.stripeAccount.stripeAccount), other: other.id });
  assert.equal(result.version, 'endive');
  assert.match(result.both, /^IntegrationError: .*both/);
  assert.match(result.types, /^IntegrationError: .*paymentMethodTypes/);
  assert.match(result.unsubmitted, /^IntegrationError: .*elements\.submit/);
  assert.match(result.elsewhere, /^IntegrationError: .*does not match/);
  assert.match(result.malformed, /^IntegrationError: .*client_secret/);
}, { expected: refused });

await journey('elements made from a client secret redirect by themselves', async (page, shop) => {
  const intent = await shop.stripe.paymentIntents.create({ amount: 14900, currency: 'ron' }, shop.stripeAccount);
  await page.goto('/p/course');
  await page.locator('#pay:enabled').waitFor();
  await page.evaluate(({ secret, account }) => {
    const stripe = /** @type {any} */ (window).Stripe('pk_test_harness', { stripeAccount: account, locale: 'ro' });
    const elements = stripe.elements({ clientSecret: secret });
    /** @type {any[]} */
    const heard = [];
    const express = elements.create('expressCheckout');
    express.on('ready', (/** @type {any} */ event) => heard.push(event));
    express.mount('#payment-element');
    const element = elements.create('payment', { fields: { billingDetails: { address: 'if_required' } } });
    element.on('change', (/** @type {any} */ event) => heard.push(event));
    element.mount('#payment-element');
    Object.assign(window, { stripe, elements, heard });
  }, { secret: String(intent.client_secret), account: String(shop.stripeAccount.stripeAccount) });
  await typeCard(page, '4242424242424242');
  const heard = await page.evaluate(() => /** @type {any} */ (window).heard);
  assert.deepEqual(heard[0], { elementType: 'expressCheckout', availablePaymentMethods: undefined });
  assert.deepEqual(heard.at(-1), { elementType: 'payment', empty: false, complete: true, collapsed: false, value: { type: 'card' } });
  await page.evaluate(() => {
    const { stripe, elements } = /** @type {any} */ (window);
    void stripe.confirmPayment({ elements, confirmParams: { return_url: `${location.origin}/p/course/return/cs-always?kept=1` } });
  });
  await page.waitForURL(/kept=1&payment_intent=pi_.*redirect_status=succeeded/);
});

await journey('an amount that is not the intent’s is refused', async (page, shop) => {
  const intent = await shop.stripe.paymentIntents.create({ amount: 9900, currency: 'ron' }, shop.stripeAccount);
  await page.goto('/p/course');
  await page.locator('#pay:enabled').waitFor();
  await page.evaluate((account) => {
    const stripe = /** @type {any} */ (window).Stripe('pk_test_harness', { stripeAccount: account, locale: 'ro' });
    const elements = stripe.elements({ mode: 'payment', amount: 14900, currency: 'ron' });
    elements.create('payment').mount('#payment-element');
    Object.assign(window, { stripe, elements });
  }, String(shop.stripeAccount.stripeAccount));
  await typeCard(page, '4242424242424242');
  const { error } = await page.evaluate(async (clientSecret) => {
    const { stripe, elements } = /** @type {any} */ (window);
    await elements.submit();
    return stripe.confirmPayment({ elements, clientSecret, confirmParams: { return_url: location.href }, redirect: 'if_required' });
  }, String(intent.client_secret));
  assert.equal(error.type, 'invalid_request_error');
  assert.match(error.message, /9900 ron.*14900 ron/);
  const after = await shop.stripe.paymentIntents.retrieve(intent.id, {}, shop.stripeAccount);
  assert.equal(after.status, 'requires_payment_method');
});

await journey('the elements of the dashboard', async (page) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/elements');
  await page.getByRole('button', { name: 'Copiază' }).click();
  await page.getByRole('status').filter({ hasText: 'Copiat' }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), 'https://shop.test/p/course');
  const time = page.locator('relative-time');
  assert.equal(await time.textContent(), 'acum 3 ore');
  assert.equal(await time.getAttribute('title'), '21 nov. 2026, 09:00');
  await page.getByLabel('Title').fill('Țară nouă');
  assert.equal(await page.getByLabel('Slug').inputValue(), 'tara-noua');
  await page.getByLabel('Slug').fill('a-mea');
  await page.getByLabel('Title').fill('Altceva');
  assert.equal(await page.getByLabel('Slug').inputValue(), 'a-mea');
  await page.getByRole('button', { name: 'Șterge' }).click();
  await page.getByRole('dialog', { name: 'Ștergi linkul?' }).getByRole('button', { name: 'Păstrează' }).click();
  assert.equal(new URL(page.url()).search, '');
  await page.getByRole('button', { name: 'Șterge' }).click();
  await page.keyboard.press('Escape');
  assert.equal(new URL(page.url()).search, '');
  await page.getByRole('button', { name: 'Șterge' }).click();
  await page.getByRole('button', { name: 'Șterge linkul' }).click();
  await page.waitForURL(/\?do=delete$/);
  await page.getByLabel('Title').fill('X');
  await page.getByRole('button', { name: 'Save' }).dblclick();
  await page.waitForURL(/title=X&slug=x&do=save$/);
  await page.goBack();
  assert.equal(await page.getByRole('button', { name: 'Save' }).isEnabled(), true);
});
