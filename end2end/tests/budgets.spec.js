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

// A page, its sheet, its icon and its modules, which are small and kept for ever after the first page.
const REQUESTS = 36;
// Below half a kilobyte, and its headers beside, there is nothing to gain.
const WORTH_PACKING = 1_400;

/** @param {Load[]} list */
const weight = (list) => list.reduce((sum, { bytes }) => sum + bytes, 0);

test('the pay page is light before Stripe’s script', async ({ app, page, visit }) => {
  const { slug } = await openShop(await visit(), app, { description: 'Curs video în 12 lecții: lumină de fereastră.', collect: ['name', 'phone', 'address'], suggested_1: '149', suggested_2: '249.50', suggested_3: '499', max_amount: '999' });
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

test('sign-in, home, lists and all other pages are light and stand still', async ({ app, page, visit }) => {
  test.setTimeout(180_000);
  const stranger = await visit();
  for (const path of ['/', '/sign-in']) await keepsBudget(stranger, app, path);
  const { id } = await openShop(page, app);
  for (let count = 0; count < 20; count += 1) await createLink(page, { title: `Lumină de fereastră, partea ${count}` });
  for (const path of ['/dashboard', '/dashboard/links', `/dashboard/links/${id}`, `/dashboard/links/${id}/edit`, '/dashboard/payments', '/dashboard/search?q=partea', '/dashboard/settings', '/dashboard/settings/branding', '/dashboard/developers', '/dashboard/developers/keys']) {
    await keepsBudget(page, app, path);
  }
});

/**
 * Opens a page of ours with nothing kept from before and holds it to what pages may cost.
 * @param {import('@playwright/test').Page} page
 * @param {import('../support/app.js').App} app
 * @param {string} path
 */
async function keepsBudget(page, app, path) {
  const loaded = await loads(page);
  await page.goto(path, { waitUntil: 'networkidle' });
  const all = loaded();
  expect(all.filter(({ url }) => !url.startsWith(app.url) && !url.startsWith('data:')), `${path} asks nobody else`).toEqual([]);
  expect(weight(all), path).toBeLessThanOrEqual(60_000);
  expect(weight(all), path).toBeGreaterThan(1_000);
  expect(all.length, path).toBeLessThanOrEqual(REQUESTS);
  const text = all.filter(({ type, bytes }) => ['Document', 'Stylesheet', 'Script'].includes(type) && bytes > WORTH_PACKING);
  expect(text.filter(({ encoding }) => encoding !== 'gzip').map(({ url }) => url), `${path} is compressed`).toEqual([]);
  expect(await shifts(page), `${path} stands still`).toEqual([]);
}

/**
 * What has moved on a page since it was opened.
 * @param {import('@playwright/test').Page} page
 * @returns {Promise<{value: number, sources: string[]}[]>}
 */
async function shifts(page) {
  // Two painted frames, so that a shift of the last change has been reported.
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        /** @type {{value: number, sources: string[]}[]} */
        const moved = [];
        // It is told of everything from the beginning, and at once.
        new PerformanceObserver((list) => {
          for (const entry of /** @type {any[]} */ (list.getEntries())) {
            moved.push({ value: entry.value, sources: entry.sources.map((/** @type {any} */ source) => source.node?.outerHTML?.slice(0, 200)) });
          }
        }).observe({ type: 'layout-shift', buffered: true });
        setTimeout(() => resolve(moved), 100);
      }),
  );
}

for (const viewport of [{ width: 1440, height: 900 }, { width: 390, height: 844 }]) {
  test(`nothing moves on the pay page, ${viewport.width} wide`, async ({ app, visit }) => {
    const { slug } = await openShop(await visit(), app, { description: 'Curs video.', collect: ['name', 'address'], suggested_1: '149', suggested_2: '249.50', suggested_3: '499', max_amount: '999' });
    const page = await visit({ viewport });
    await page.goto(`/p/${slug}`);
    await ready(page);
    await expect(page.frameLocator('#payment-element iframe').locator('#number')).toBeVisible();
    expect(await shifts(page)).toEqual([]);
  });
}

test('nothing moves on a phone either', async ({ app, visit }) => {
  test.setTimeout(90_000);
  const page = await visit({ viewport: { width: 390, height: 844 } });
  const { id } = await openShop(page, app);
  for (const path of ['/dashboard', '/dashboard/links', `/dashboard/links/${id}`, `/dashboard/links/${id}/edit`, '/dashboard/payments', '/dashboard/settings']) {
    await page.goto(path, { waitUntil: 'networkidle' });
    expect(await shifts(page), path).toEqual([]);
  }
});
