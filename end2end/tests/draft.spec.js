// @ts-check
// A link described in a sentence: the form is filled, nothing is saved until somebody creates it.

import { expect, test } from '../support/test.js';
import { madeLink, newEmail, onboard, signIn, unique } from '../support/merchant.js';

const forms = [
  { kind: 'with scripts', javaScriptEnabled: true },
  { kind: 'without scripts', javaScriptEnabled: false },
];

for (const { kind, javaScriptEnabled } of forms) {
  test.describe(kind, () => {
    test.use({ javaScriptEnabled, allowed: [/status of 422/] });

    test('a sentence fills the form of a new link', async ({ app, page }) => {
      await signIn(page, app, newEmail());
      await onboard(page);
      await page.goto('/dashboard/links/new');
      const draft = page.locator('form.draft');
      await draft.getByRole('button').click();
      await expect(page.locator('#prompt-error')).toHaveText('This is needed.');
      const title = `Cooking course ${unique()}`;
      await page.locator('[name=prompt]').fill(`Create a link for a ${title}, 99 EUR, only 12 places, until Sunday`);
      await draft.getByRole('button').click();
      await expect(draft.getByRole('status')).toContainText('nothing is saved yet');
      await expect(draft.getByRole('listitem')).toHaveText(['“until Sunday” was not understood.']);
      await expect(page.locator('[name=prompt]')).toHaveValue(/until Sunday$/);
      await expect(page.locator('[name=title]')).toHaveValue(title);
      await expect(page.locator('[name=amount]')).toHaveValue('99.00');
      await expect(page.locator('[name=currency]')).toHaveValue('EUR');
      await expect(page.locator('[name=max_uses]')).toHaveValue('12');
      await page.getByRole('button', { name: 'Create link' }).click();
      await madeLink(page);
      await expect(page.locator('h1')).toHaveText(title);
      await expect(page.locator('.link-page__line')).toContainText('99.00');
    });
  });
}
