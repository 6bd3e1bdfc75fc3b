// @ts-check
import { defineConfig } from '@playwright/test';

// Nothing that a page asks for may come from elsewhere, and Chromium asks nobody by itself.
const LOOPBACK_ONLY = '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost';

export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 60_000,
  reporter: 'list',
  // `npm run pictures` makes and renews them; a test that made its own reference would hold nothing.
  updateSnapshots: 'none',
  snapshotPathTemplate: 'pictures/{arg}{ext}',
  expect: { timeout: 8_000 },
  use: {
    locale: 'en-GB',
    actionTimeout: 8_000,
    navigationTimeout: 10_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', LOOPBACK_ONLY, '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
  projects: [
    { name: 'desktop', testIgnore: /pictures/, use: { viewport: { width: 1440, height: 900 } } },
    { name: 'phone', testMatch: /first-sale|decline/, use: { viewport: { width: 390, height: 844 }, hasTouch: true, colorScheme: 'dark' } },
    { name: 'shop', testMatch: 'pictures.setup.js' },
    { name: 'pictures', testMatch: 'pictures.spec.js', dependencies: ['shop'], timeout: 180_000, expect: { timeout: 20_000 }, use: { trace: 'off', screenshot: 'off' } },
  ],
});
