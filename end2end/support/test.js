// @ts-check
// The journeys' `test`: one application per worker, and a console that has to stay silent.

import AxeBuilder from 'axe-core';
import { test as base, expect } from '@playwright/test';
import { App } from './app.js';

/**
 * What a browser may write: a declined card is a 402 of the sandbox, at Stripe too.
 * @typedef {RegExp[]} Allowed
 */

/**
 * @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} Args
 * @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions} WorkerArgs
 * @typedef {import('@playwright/test').Fixtures<{allowed: Allowed, quiet: void}, {app: App}, Args, WorkerArgs>} OurFixtures
 */

/** @type {OurFixtures} */
const fixtures = {
  app: [
    async ({}, use) => {
      const app = await App.start();
      await use(app);
      await app.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ app }, use) => use(app.url),
  allowed: [[], { option: true }],
  quiet: [
    async ({ context, allowed }, use) => {
      /** @type {string[]} */
      const noise = [];
      /** @param {string} text */
      const hear = (text) => allowed.some((pattern) => pattern.test(text)) || noise.push(text);
      context.on('console', (message) => message.type() === 'error' && hear(message.text()));
      context.on('weberror', (error) => hear(String(error.error())));
      await use();
      expect(noise, 'the console stays empty of errors').toEqual([]);
    },
    { auto: true },
  ],
};

/** `test` of the journeys. */
export const test = /** @type {import('@playwright/test').TestType<Args & {allowed: Allowed, quiet: void}, WorkerArgs & {app: App}>} */ (
  base.extend(/** @type {any} */ (fixtures))
);

/**
 * What axe finds wrong with the page as it stands.
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<string[]>} rule and place of each violation
 */
export async function violations(page) {
  await page.evaluate(AxeBuilder.source);
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run());
  return found.violations.flatMap((/** @type {any} */ rule) => rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target.join(' ')}`));
}

export { expect };
