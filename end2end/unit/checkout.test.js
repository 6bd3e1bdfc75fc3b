// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  appearanceOf, attemptKey, billingDetails, formatMoney, inputName, isDark, leftToUs, readAmount, readAttempt, readBuyer, readRefusal, receiptUrl, resumption, totalOf,
} from '../../public/js/lib/checkout.js';

test('the form becomes what the server takes', () => {
  const form = new FormData();
  for (const [name, value] of [['email', ' a@b.ro '], ['name', 'Ana'], ['phone', ''], ['address[line1]', 'Lungă 1'], ['address[postalCode]', '400001'], ['quantity', '3'], ['amount', '1.200,50'], ['csrf', 'x']]) form.append(name, value);
  assert.deepEqual(readBuyer(form), { email: 'a@b.ro', name: 'Ana', address: { line1: 'Lungă 1', postalCode: '400001' }, quantity: 3, amount: 1200.5 });
  assert.deepEqual(readBuyer(new FormData()), {});
  const more = new FormData();
  for (const [name, value] of [['company[name]', 'Lumina'], ['company[taxId]', ''], ['customFields[size]', ' M '], ['shippingAddress[city]', 'Cluj'], ['utm[source]', 'news'], ['acceptedTerms', 'on'], ['website[x]', 'y']]) more.append(name, value);
  assert.deepEqual(readBuyer(more), { company: { name: 'Lumina' }, customFields: { size: 'M' }, shippingAddress: { city: 'Cluj' }, utm: { source: 'news' }, acceptedTerms: true });
});

test('amounts are read as people write them', () => {
  for (const [text, amount] of /** @type {[string, number][]} */ ([['149,50', 149.5], ['149.50', 149.5], ['1.200,00', 1200], ['1,200.00', 1200], ['1 200', 1200], ['7', 7]])) assert.equal(readAmount(text), amount, text);
  for (const text of ['', 'x', '-1', '1,234', '1e3']) assert.ok(Number.isNaN(readAmount(text)), text);
});

test('the total is whole minor units', () => {
  assert.equal(totalOf(14900, {}), 14900);
  assert.equal(totalOf(44700, { quantity: 3 }), 44700);
  assert.equal(totalOf(0, { amount: 19.99 }), 1999);
  assert.equal(totalOf(0, { amount: 1.15 }), 115);
});

test('money is written as the language writes it', () => {
  assert.equal(formatMoney(479900, 'RON', 'ro'), '4.799,00\u00a0RON');
  assert.equal(formatMoney(14900, 'RON', 'en'), '149.00\u00a0RON');
});

test('what the card form may not ask is passed on confirming, even when empty', () => {
  const names = ['email', 'name', 'address[line1]', 'address[country]'];
  assert.deepEqual(leftToUs(names), { name: 'never', email: 'never', phone: 'auto', address: 'never' });
  assert.deepEqual(billingDetails(names, { email: 'a@b.ro' }), {
    email: 'a@b.ro', name: '', address: { line1: '', line2: '', city: '', state: '', postal_code: '', country: '' },
  });
  assert.deepEqual(leftToUs(['email']), { name: 'auto', email: 'never', phone: 'auto', address: 'if_required' });
  assert.deepEqual(billingDetails(['email'], { email: 'a@b.ro', name: 'Ana' }), { email: 'a@b.ro' });
});

test('refusals name their field, or ask to reload, or are said', () => {
  assert.deepEqual(readRefusal({ error: { message: 'No.', code: 'INVALID', field: 'address.postalCode' } }, 'x'), { kind: 'field', field: 'address[postalCode]', message: 'No.' });
  assert.deepEqual(readRefusal({ error: { message: 'New price.', code: 'REVISION_CHANGED' } }, 'x'), { kind: 'changed', message: 'New price.' });
  assert.deepEqual(readRefusal({ error: { message: 'Closed.', code: 'LINK_INACTIVE', field: null } }, 'x'), { kind: 'failed', message: 'Closed.' });
  assert.deepEqual(readRefusal(null, 'Try later.'), { kind: 'failed', message: 'Try later.' });
  assert.equal(inputName('email'), 'email');
  assert.equal(inputName('/address/line1'), 'address[line1]');
});

test('the appearance is night on a dark surface', () => {
  /** @param {string} surface */
  const themed = (surface) => appearanceOf((token) => (token === '--surface' ? surface : `rgb(1, 2, 3)`), 'Inter');
  assert.equal(themed('rgb(255, 255, 255)').theme, 'stripe');
  assert.equal(themed('rgb(18, 28, 32)').theme, 'night');
  assert.equal(themed('rgb(18, 28, 32)').variables?.colorBackground, 'rgb(18, 28, 32)');
  assert.equal(themed('rgb(255, 255, 255)').rules?.['.Input'].border, '1px solid rgb(1, 2, 3)');
  assert.equal(isDark('rgb(0, 112, 125)'), true);
});

test('a remembered attempt is used only when whole', () => {
  assert.equal(attemptKey('http://shop.test/p/course?x=1'), 'paylinks:attempt:/p/course');
  assert.deepEqual(readAttempt('{"clientSecret":"pi_1_secret_2","checkoutSessionId":"c","revision":"1"}'), { clientSecret: 'pi_1_secret_2', checkoutSessionId: 'c', revision: '1' });
  for (const stored of [null, '', '{', '{}', '[]', '"x"', '{"clientSecret":1,"checkoutSessionId":"c"}']) assert.equal(readAttempt(stored), null);
});

test('an attempt found on arrival is finished, reused or forgotten', () => {
  const attempt = { clientSecret: 's', checkoutSessionId: 'c', revision: '1' };
  const fresh = { revision: '1', arrival: 'navigate' };
  assert.equal(resumption(attempt, 'succeeded', fresh), 'receipt');
  assert.equal(resumption(attempt, 'processing', fresh), 'receipt');
  assert.equal(resumption({ ...attempt, paid: true }, 'succeeded', fresh), 'forget');
  assert.equal(resumption({ ...attempt, paid: true }, 'succeeded', { ...fresh, arrival: 'back_forward' }), 'receipt');
  assert.equal(resumption({ ...attempt, paid: true }, 'succeeded', { ...fresh, arrival: 'reload' }), 'receipt');
  assert.equal(resumption(attempt, 'requires_payment_method', fresh), 'reuse');
  assert.equal(resumption(attempt, 'requires_action', fresh), 'reuse');
  assert.equal(resumption(attempt, 'requires_payment_method', { ...fresh, revision: '2' }), 'forget');
  assert.equal(resumption(attempt, 'canceled', fresh), 'forget');
});

test('the receipt has the parameters that Stripe would add', () => {
  const attempt = { clientSecret: 'pi_1_secret_2', checkoutSessionId: 'c/1', revision: '1' };
  assert.equal(receiptUrl('http://shop.test/p/course/return', attempt, { id: 'pi_1', status: 'succeeded' }), 'http://shop.test/p/course/return/c%2F1?payment_intent=pi_1&payment_intent_client_secret=pi_1_secret_2&redirect_status=succeeded');
  assert.match(receiptUrl('http://shop.test/r', attempt, { id: 'pi_1', status: 'processing' }), /redirect_status=pending$/);
});
