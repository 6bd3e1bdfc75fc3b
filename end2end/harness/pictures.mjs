// @ts-check
// Pictures of the card fields in every state, theme and width, when SHOTS names a folder.

import { mkdir } from 'node:fs/promises';
import { bank, card, fill, journey, pay, shots, typeCard } from './journey.mjs';

if (shots) {
  await mkdir(shots, { recursive: true });
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    for (const width of [320, 390, 1440]) {
      const context = { viewport: { width, height: 760 }, colorScheme, deviceScaleFactor: 2, hasTouch: width < 1000 };
      await journey(`picture ${width} ${colorScheme}`, async (page) => {
        /** @param {string} name */
        const shoot = (name) => page.screenshot({ path: `${shots}/${name}-${width}-${colorScheme}.png` });
        await page.goto('/p/course');
        await page.locator('#pay:enabled').waitFor();
        await shoot('empty');
        await typeCard(page, '5555555555554444');
        await shoot('filled');
        await card(page).getByLabel('CVC').fill('1');
        await card(page).getByLabel('Număr de card').fill('4242424242424241');
        await card(page).getByLabel('Număr de card').blur();
        await shoot('wrong');
        await fill(page, '4000002760003184');
        await pay(page);
        await page.frameLocator(bank).getByRole('button', { name: /complete/i }).waitFor();
        await shoot('bank');
      }, { context });
    }
  }
}
