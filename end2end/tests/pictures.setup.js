// @ts-check
// The year that the pictures show.

import { test } from '@playwright/test';
import { seed } from '../support/shop.js';

test('a shop to look at', async () => {
  test.setTimeout(300_000);
  await seed();
});
