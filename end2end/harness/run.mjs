// @ts-check
// Drives the pay page's script against a sandbox in a real browser, journey by journey.
// An argument runs only the journeys whose name contains it.

import { finish } from './journey.mjs';

for (const stories of ['./checkout.mjs', './interface.mjs', './pictures.mjs']) await import(stories);
await finish();
