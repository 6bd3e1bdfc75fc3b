// @ts-check
// The journeys' `test`: one application per worker, and consoles that have to stay silent.

import axe from 'axe-core';
import { test as base, expect } from '@playwright/test';
import { App } from './app.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').BrowserContextOptions} ContextOptions */

/**
 * Opens a browser of its own and gives its first tab.
 * @typedef {(options?: ContextOptions) => Promise<Page>} Visit
 */

/**
 * @typedef {import('@playwright/test').PlaywrightTestArgs & import('@playwright/test').PlaywrightTestOptions} Args
 * @typedef {import('@playwright/test').PlaywrightWorkerArgs & import('@playwright/test').PlaywrightWorkerOptions} WorkerArgs
 * @typedef {{allowed: RegExp[], noise: string[], visit: Visit}} Ours
 * @typedef {import('@playwright/test').Fixtures<Ours, {app: App}, Args, WorkerArgs>} OurFixtures
 */

// Chromium says this about the `Permissions-Policy` of every page, because WebMCP is a trial there.
// And about the frame of a mail, which may run no script, when the recorder of traces tries to.
const ALWAYS = [/Origin trial controlled feature not enabled: 'tools'/, /^Blocked script execution in '[^']*\/dev\/mail(box|s)\/[^']*\.html'/];

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
  noise: [
    async ({ allowed }, use) => {
      /** @type {string[]} */
      const noise = [];
      await use(noise);
      const known = [...ALWAYS, ...allowed];
      expect(noise.filter((text) => !known.some((pattern) => pattern.test(text))), 'nothing is said on the console').toEqual([]);
    },
    { auto: true },
  ],
  context: async ({ context, noise }, use) => {
    listen(context, noise);
    await use(context);
  },
  visit: async ({ browser, baseURL, noise, viewport, colorScheme, locale }, use) => {
    /** @type {import('@playwright/test').BrowserContext[]} */
    const opened = [];
    await use(async (options = {}) => {
      const context = await browser.newContext({ baseURL, viewport, colorScheme, locale, ...options });
      opened.push(context);
      listen(context, noise);
      return context.newPage();
    });
    await Promise.all(opened.map((context) => context.close()));
  },
};

/**
 * Writes down everything that a page should not do: complain, break, ask, report to the policy.
 * @param {import('@playwright/test').BrowserContext} context
 * @param {string[]} noise
 */
function listen(context, noise) {
  context.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) noise.push(`${message.text()} (${message.location().url})`);
  });
  context.on('weberror', (error) => noise.push(`thrown: ${error.error()}`));
  context.on('request', (request) => {
    if (request.url().endsWith('/csp-report')) noise.push(`policy: ${request.postData()}`);
  });
  context.on('dialog', (dialog) => {
    // Whoever leaves a form half-filled in a journey means to.
    if (dialog.type() === 'beforeunload') return void dialog.accept();
    noise.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
}

/** `test` of the journeys. */
export const test = /** @type {import('@playwright/test').TestType<Args & Ours, WorkerArgs & {app: App}>} */ (
  base.extend(/** @type {any} */ (fixtures))
);

/**
 * What axe finds wrong with a page and its frames as they stand.
 * @param {Page} page
 * @returns {Promise<string[]>} rule and place of each violation
 */
export async function violations(page) {
  for (const frame of (await page.locator('iframe[sandbox]').count()) > 0 ? [page] : page.frames()) {
    await frame.evaluate(axe.source).catch((error) => {
      // A preview that is drawn anew takes its old frame away.
      if (frame === page || !(/** @type {import('@playwright/test').Frame} */ (frame).isDetached())) throw error;
    });
  }
  // A frame in which no script may run cannot answer.
  const found = await page.evaluate(() => /** @type {any} */ (globalThis).axe.run({ iframes: document.querySelector('iframe[sandbox]') === null }));
  return found.violations.flatMap((/** @type {any} */ rule) => rule.nodes.map((/** @type {any} */ node) => `${rule.id}: ${node.target.join(' ')}`));
}

export { expect };
