// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSlug, slugOf } from '../../public/js/lib/slug.js';
import { nextChange, relativeTime } from '../../public/js/lib/time.js';

test('titles become slugs', () => {
  for (const [title, slug] of [['Fotografie de produs', 'fotografie-de-produs'], ['Țară și împărăție: ghid!', 'tara-si-imparatie-ghid'], ['ŞŢ cu sedilă', 'st-cu-sedila'], ['  --Öl & Straße--  ', 'ol-strasse'], ['日本', ''], ['a'.repeat(80), 'a'.repeat(64)], [`${'a'.repeat(63)} b`, 'a'.repeat(63)]]) {
    assert.equal(slugOf(title), slug);
  }
});

test('a slug is small letters, digits and single hyphens', () => {
  for (const slug of ['abc', 'a-b', '2026']) assert.ok(isSlug(slug), slug);
  for (const slug of ['ab', '-abc', 'abc-', 'a--b', 'Abc', 'a b', 'a'.repeat(65)]) assert.equal(isSlug(slug), false, slug);
});

test('moments are told in the language of the page', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  /** @type {(iso: string, language: string) => string} */
  const told = (iso, language) => relativeTime(new Date(iso), now, language);
  assert.equal(told('2026-11-21T11:59:40Z', 'en'), 'now');
  assert.equal(told('2026-11-21T11:57:00Z', 'en'), '3 minutes ago');
  assert.equal(told('2026-11-20T11:57:00Z', 'en'), 'yesterday');
  assert.equal(told('2026-11-20T11:57:00Z', 'ro'), 'ieri');
  assert.equal(told('2026-11-23T13:00:00Z', 'ro'), 'poimâine');
  assert.equal(told('2026-11-21T09:00:00Z', 'ro'), 'acum 3 ore');
  assert.equal(told('2024-11-21T09:00:00Z', 'en'), '2 years ago');
});

test('young moments are told again sooner', () => {
  const now = new Date('2026-11-21T12:00:00Z');
  assert.ok(nextChange(new Date('2026-11-21T11:59:00Z'), now) < nextChange(new Date('2026-11-20T11:59:00Z'), now));
});
