// @ts-check
// What a page may weigh, how often it may ask, and that nothing in it moves.

import { expect, test } from '../support/test.js';
import { createLink, openShop } from '../support/merchant.js';
import { ready } from '../support/buyer.js';

/** @typedef {{url: string, type: string, status: number, encoding: string, bytes: number}} Load */

/**
 * Follows what a page loads, over the wire and with its own frames.
 * @param {import('@playwright/test').Page} page
 */
async function loads(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.setCacheDisabled', { cacheDisabled: true });
  /** @type {Map<string, Load>} */
  const all = new Map();
  devtools.on('Network.responseReceived', ({ requestId, response, type }) =>
    all.set(requestId, { url: response.url, type, status: response.status, encoding: response.headers['content-encoding'] ?? '', bytes: -response.encodedDataLength }),
  );
  devtools.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const load = all.get(requestId);
    if (load) load.bytes += encodedDataLength;
  });
  return () => [...all.values()];
}

/** @param {Load[]} list */
const weight = (list) => list.reduce((sum, { bytes }) => sum + bytes, 0);

test('the pay page is light before Stripe’s script', async ({ app, page, visit }) => {
  const { slug } = await openShop(await visit(), app, { description: 'Curs video în 12 lecții: lumină de fereastră.', collect: ['name', 'phone', 'address'] });
  const loaded = await loads(page);
  await page.goto(`/p/${slug}`);
  await ready(page);
  const ours = loaded().filter(({ url, type }) => !url.includes('/sandbox/stripe/') && ['Document', 'Stylesheet', 'Script'].includes(type));
  expect(ours.map(({ encoding }) => encoding)).toEqual(ours.map(() => 'gzip'));
  expect(ours.length).toBeLessThanOrEqual(4);
  expect(weight(ours)).toBeLessThanOrEqual(14_000);
  const others = loaded().filter(({ url }) => !url.includes('/sandbox/stripe/') && !ours.some((load) => load.url === url));
  expect(others.map(({ url }) => url), 'nothing else but its icon').toEqual(others.map(({ url }) => url).filter((url) => url.endsWith('.svg')));
});

test('pages of the dashboard are light', async ({ app, page }) => {
  const { id } = await openShop(page, app);
  for (let count = 0; count < 20; count += 1) await createLink(page, { title: `Lumină de fereastră, partea ${count}` });
  for (const path of ['/dashboard/links', `/dashboard/links/${id}/edit`, '/dashboard/payments', '/dashboard/settings', '/dashboard/settings/branding', '/dashboard/developers', '/dashboard/developers/keys']) {
    const loaded = await loads(page);
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(weight(loaded()), path).toBeLessThanOrEqual(60_000);
    expect(weight(loaded()), path).toBeGreaterThan(1_000);
  }
});

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  test(`nothing moves on the pay page, ${viewport.width} wide`, async ({ app, visit }) => {
    const { slug } = await openShop(await visit(), app, { description: 'Curs video.', collect: ['name', 'address'] });
    const page = await visit({ viewport });
    await page.addInitScript(() => {
      const all = /** @type {any} */ (window);
      all.moved = [];
      new PerformanceObserver((list) => {
        for (const entry of /** @type {any[]} */ (list.getEntries())) {
          all.moved.push({ value: entry.value, sources: entry.sources.map((/** @type {any} */ source) => source.node?.outerHTML?.slice(0, 200)) });
        }
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(`/p/${slug}`);
    await ready(page);
    await expect(page.frameLocator('#payment-element iframe').locator('#number')).toBeVisible();
    // Two painted frames, so that a shift of the last change has been reported.
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    expect(await page.evaluate(() => /** @type {any} */ (window).moved)).toEqual([]);
  });
}
