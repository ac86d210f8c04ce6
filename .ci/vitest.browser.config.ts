// Tests in Chromium: anything named `*.browser.test.ts(x)`.
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from './browser.ts'
import { clientConditions, patience, reports, root } from './vitest.shared.ts'

export default defineConfig({
  root,
  cacheDir: 'node_modules/.vite-browser',
  resolve: { conditions: clientConditions },
  test: {
    name: 'browser',
    include: ['packages/*/src/**/*.browser.test.{ts,tsx}', 'apps/*/src/**/*.browser.test.{ts,tsx}'],
    setupFiles: ['packages/react/test/browserSetup.ts'],
    maxWorkers: 1,
    ...patience,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions }),
      instances: [{ browser: 'chromium' }],
    },
    ...reports('browser'),
  },
})
