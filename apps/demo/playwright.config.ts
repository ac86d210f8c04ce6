import { defineConfig } from '@playwright/test'

const executablePath = process.env.CHROMIUM_PATH

const launchOptions = {
  ...(executablePath ? { executablePath } : {}),
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
}

/** Only Chromium is needed here; another browser races with `RACE_BROWSER=firefox` or `webkit`, where it is installed. */
const raceBrowser = process.env.RACE_BROWSER as 'firefox' | 'webkit' | undefined

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../../test-results/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: true,
  // When to give up: a busy machine is no defect, and nothing waits for a time.
  timeout: 180_000,
  expect: { timeout: 45_000 },
  reporter: [['list'], ['json', { outputFile: '../../test-results/e2e.json' }]],
  use: {
    browserName: 'chromium',
    trace: 'retain-on-failure',
    launchOptions,
  },
  projects: [
    { name: 'sales', testIgnore: 'races/**' },
    // The example of the Next.js App Router.
    { name: 'next', testDir: '../next/e2e' },
    // A trace of every page costs a race more than the race itself. Pages go into the browser's cache as they do for users.
    {
      name: 'races',
      testMatch: 'races/*.spec.ts',
      use: {
        trace: 'off',
        ...(raceBrowser
          ? { browserName: raceBrowser, launchOptions: {} }
          : { launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] } }),
      },
    },
  ],
})
