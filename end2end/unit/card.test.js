// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brandOf, cvcProblem, expiryProblem, formatExpiry, formatNumber, luhn, numberProblem, parseExpiry } from '../../sandbox/assets/js/card.js';

test('brands are known by how their numbers begin', () => {
  for (const [number, brand] of [['4', 'visa'], ['5555', 'mastercard'], ['2221', 'mastercard'], ['2720', 'mastercard'], ['34', 'amex'], ['6011', 'discover'], ['36', 'diners'], ['35', 'jcb'], ['62', 'unionpay'], ['9', 'unknown'], ['', 'unknown'], ['2220', 'unknown']]) {
    assert.equal(brandOf(number).brand, brand, number);
  }
});

test('numbers are grouped as they are printed', () => {
  assert.equal(formatNumber('4242424242424242'), '4242 4242 4242 4242');
  assert.equal(formatNumber('4242-4242 42'), '4242 4242 42');
  assert.equal(formatNumber('378282246310005'), '3782 822463 10005');
  assert.equal(formatNumber('5555555555554444999'), '5555 5555 5555 4444');
  assert.equal(formatNumber(''), '');
});

test('the check digit is checked', () => {
  for (const number of ['4242424242424242', '4000000000000002', '378282246310005', '5555555555554444', '4000002760003184']) assert.ok(luhn(number), number);
  assert.equal(luhn('4242424242424241'), false);
  assert.equal(luhn(''), false);
});

test('a number is incomplete before it is wrong', () => {
  assert.equal(numberProblem('4242'), 'incomplete_number');
  assert.equal(numberProblem('4242424242424241'), 'invalid_number');
  assert.equal(numberProblem('4242424242424242'), null);
  assert.equal(numberProblem('37828224631000'), 'incomplete_number');
  assert.equal(numberProblem('378282246310005'), null);
  assert.equal(numberProblem(''), 'incomplete_number');
});

test('an expiry date is completed while it is typed', () => {
  assert.equal(formatExpiry('1'), '1');
  assert.equal(formatExpiry('5'), '05 / ');
  assert.equal(formatExpiry('12'), '12 / ');
  assert.equal(formatExpiry('12 / ', true), '12');
  assert.equal(formatExpiry('1234'), '12 / 34');
  assert.equal(formatExpiry('1/34'), '01 / 34');
  assert.equal(formatExpiry('04/2034'), '04 / 34');
  assert.deepEqual(parseExpiry('04 / 34'), { month: 4, year: 2034 });
  assert.equal(parseExpiry('04'), null);
});

test('an expiry date may not have passed', () => {
  const today = new Date(2026, 10, 21);
  assert.equal(expiryProblem('11 / 26', today), null);
  assert.equal(expiryProblem('10 / 26', today), 'invalid_expiry_month_past');
  assert.equal(expiryProblem('12 / 25', today), 'invalid_expiry_year_past');
  assert.equal(expiryProblem('13 / 30', today), 'incomplete_expiry');
  assert.equal(expiryProblem('01 / 99', today), 'invalid_expiry_year');
  assert.equal(expiryProblem('1', today), 'incomplete_expiry');
});

test('the security code has the length of its brand', () => {
  assert.equal(cvcProblem('123', brandOf('4')), null);
  assert.equal(cvcProblem('123', brandOf('37')), 'incomplete_cvc');
  assert.equal(cvcProblem('1234', brandOf('37')), null);
});
