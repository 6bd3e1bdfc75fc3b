// @ts-check
// Links that open and close by the seller's clock, and links that are off, from the seller's form to the buyer.

import { expect, test } from '../support/test.js';
import { fillBuyer, openOffer, pay } from '../support/buyer.js';
import { createLink, openShop, unique } from '../support/merchant.js';

// Pages of what is not for sale, and a start that comes too late.
test.use({ allowed: [/status of 410/] });

test('a seller closes on Sunday at midnight, and the page says so', async ({ app, page, visit }) => {
  await openShop(page, app);
  const { id, slug } = await createLink(page, { title: `Curs ${unique()}`, closes_on: '2032-10-31' });
  await expect(page.locator('.link-page')).toContainText('the end of Sunday, 31 October 2032, Bucharest time');
  await page.goto(`/dashboard/links/${id}/edit`);
  await expect(page.locator('[name=closes_on]')).toHaveValue('2032-10-31');
  await expect(page.frameLocator('iframe[name^=preview]').getByText('Until the end of Sunday')).toBeVisible();

  const buyer = await visit();
  await openOffer(buyer, slug);
  await expect(buyer.getByText('Until the end of Sunday, 31 October 2032, Bucharest time.')).toBeVisible();
  await fillBuyer(buyer, '4242424242424242');
  await page.locator('[name=closes_on]').fill('2020-10-31');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.toast')).toBeVisible();
  await pay(buyer);
  await expect(buyer.getByRole('heading', { name: 'Not for sale any more' })).toBeVisible();
  await expect(page.locator('.editor__head')).toContainText('Closed');
});

test('what is not open yet or off says so in the seller’s words', async ({ app, page, visit }) => {
  await openShop(page, app);
  const { slug } = await createLink(page, { title: `Atelier ${unique()}`, opens_on: '2032-03-01', opens_time: '10:30', cancel_url: 'https://atelier.example/' });
  const buyer = await visit();
  await buyer.goto(`/p/${slug}?lang=ro`);
  await expect(buyer.getByText('Se deschide luni, 1 martie 2032, 10:30, ora din București.')).toBeVisible();
  await expect(buyer.getByRole('link', { name: /Înapoi la/ })).toHaveAttribute('href', 'https://atelier.example/');

  const off = await createLink(page, { title: `Atelier ${unique()}`, disabled_message: 'Back in May.' });
  await page.goto(`/dashboard/links/${off.id}/edit`);
  await page.locator('[name=active]').uncheck();
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.toast')).toBeVisible();
  await buyer.goto(`/p/${off.slug}`);
  await expect(buyer.getByText('Back in May.')).toBeVisible();
});
