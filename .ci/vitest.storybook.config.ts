// Every story is a test: it must render, its play function must pass, and axe must find nothing.
import { storybookTest } from '@storybook/addon-vitest/vitest-plugin'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { launchOptions } from './browser.ts'
import { patience, reports, root } from './vitest.shared.ts'

export default defineConfig({
  root,
  cacheDir: 'node_modules/.vite-storybook',
  plugins: [storybookTest({ configDir: `${root}/.storybook` })],
  test: {
    name: 'stories',
    maxWorkers: 1,
    ...patience,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions }),
      instances: [{ browser: 'chromium' }],
    },
    ...reports('stories'),
  },
})
