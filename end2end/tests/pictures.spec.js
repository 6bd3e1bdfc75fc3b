// @ts-check
// What people see, held against the pictures in `pictures/`: ten pages, and every component in every state.
// `npm run pictures` renews them; look at what it changed before you commit it.

import { FONTS, expect, test } from '../support/shop.js';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('../support/shop.js').Shop} Shop */

test.describe.configure({ mode: 'parallel' });

const WIDTHS = [390, 768, 1440];
const THEMES = /** @type {const} */ (['light', 'dark']);
const LANGUAGES = /** @type {const} */ (['en', 'ro']);
/** Little enough to see a colour that changes and a line that moves, and not how another processor smooths a letter. */
const CLOSE = { threshold: 0.1, maxDiffPixelRatio: 0.002 };

/** @type {Record<string, {path: string | ((shop: Shop) => string), guest?: boolean, until?: (page: Page) => Promise<unknown>, chance?: string}>} */
const PAGES = {
  front: { path: '/', guest: true },
  'sign-in': { path: '/sign-in', guest: true },
  home: { path: '/dashboard' },
  links: { path: '/dashboard/links' },
  editor: { path: (shop) => `${shop.link}/edit`, until: (page) => page.waitForLoadState('networkidle') },
  link: { path: (shop) => shop.link },
  payments: { path: '/dashboard/payments' },
  // Its ids are drawn anew each time.
  payment: { path: (shop) => shop.payment, chance: '.facts__number code, .raw__face code' },
  branding: { path: '/dashboard/settings/branding', until: (page) => page.waitForLoadState('networkidle') },
  checkout: {
    path: '/p/fotografie-de-produs',
    guest: true,
    until: async (page) => {
      await expect(page.locator('#pay')).toBeEnabled();
      await expect(page.frameLocator('#payment-element iframe').locator('#number')).toBeVisible();
    },
  },
};

/**
 * The fonts that a page is really written in.
 * @param {Page} page
 */
async function fontsOf(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('DOM.enable');
  await devtools.send('CSS.enable');
  const { root } = await devtools.send('DOM.getDocument', { depth: -1 });
  const { nodeIds } = await devtools.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector: 'body *' });
  const used = new Set();
  for (const nodeId of nodeIds) {
    const { fonts } = await devtools.send('CSS.getPlatformFontsForNode', { nodeId });
    for (const { familyName } of fonts) used.add(familyName);
  }
  return [...used];
}

test('this machine has the fonts of the pictures', async ({ look }) => {
  const page = await look({ width: 1440, theme: 'light', language: 'en' });
  for (const path of ['/dashboard', '/dashboard/payments', '/dev/components']) {
    await page.goto(path);
    const used = await fontsOf(page);
    expect(used, path).toContain('Inter');
    expect(used.filter((font) => !FONTS.some((known) => font.startsWith(known))), `apt-get install fonts-inter fonts-dejavu-core fonts-noto-core fonts-noto-color-emoji (${path})`).toEqual([]);
  }
});

for (const [name, { path, guest, until, chance }] of Object.entries(PAGES)) {
  for (const language of LANGUAGES) {
    test(`${name}, ${language}`, async ({ look, shop }) => {
      for (const width of WIDTHS) {
        for (const theme of THEMES) {
          const page = await look({ width, theme, language, guest });
          await page.goto(typeof path === 'string' ? path : path(shop));
          await until?.(page);
          await expect.soft(page).toHaveScreenshot(`${name}-${language}-${theme}-${width}.png`, { ...CLOSE, mask: chance ? [page.locator(chance)] : [], maskColor: '#8a9799' });
          await page.context().close();
        }
      }
    });
  }
}

for (const width of [390, 1440]) {
  for (const theme of THEMES) {
    test(`components, ${theme}, ${width}`, async ({ look }) => {
      const page = await look({ width, theme, language: 'en' });
      await page.goto('/dev/components');
      const picture = (/** @type {string} */ part) => ['components', `${part}-${theme}-${width}.png`];
      for (const part of await page.locator('.gallery__part').all()) {
        await expect.soft(part).toHaveScreenshot(picture(`${await part.getAttribute('id')}`), CLOSE);
      }
      await page.getByRole('button', { name: 'Share' }).click();
      const dialog = page.locator('dialog#sample');
      await expect.soft(dialog).toHaveScreenshot(picture('dialog-open'), CLOSE);
      await page.keyboard.press('Escape');
      // A menu closes when the page scrolls, as it does for the picture of a part.
      const menu = page.locator('#menu');
      await menu.scrollIntoViewIfNeeded();
      await menu.locator('summary').click();
      const list = menu.locator('.menu__list');
      await expect(list).toBeVisible();
      const clip = await list.boundingBox();
      await expect.soft(page).toHaveScreenshot(picture('menu-open'), { ...CLOSE, clip: clip ?? undefined });
    });
  }
}
