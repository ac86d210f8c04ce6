import type { StorybookConfig } from '@storybook/react-vite'
import { mergeConfig, type UserConfig } from 'vite'
import { clientConditions, root } from '../.ci/vitest.shared.ts'

/**
 * The story of a whole sale runs the server inside of the page. Its packages refuse browsers, rightly: here alone, where every key
 * is made up and nothing is worth anything, their real entries are asked for by name.
 */
const serverInPage = [
  { find: /^@offrampkit\/server$/, replacement: `${root}/packages/server/src/exports/index.ts` },
  {
    find: /^@offrampkit\/providers\/(coinbase|partna|capa)\/server$/,
    replacement: `${root}/packages/providers/src/$1/exports/server.ts`,
  },
]

export default {
  framework: '@storybook/react-vite',
  stories: ['./docs/*.mdx', '../packages/*/src/**/*.stories.tsx'],
  addons: ['@storybook/addon-docs', '@storybook/addon-a11y', '@storybook/addon-vitest'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  viteFinal: (vite) =>
    mergeConfig({ ...vite, resolve: { ...vite.resolve, conditions: clientConditions } }, {
      resolve: { alias: serverInPage },
      build: {
        rolldownOptions: {
          onwarn: (warning, warn) => {
            // 'use client' means nothing inside one bundle.
            if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning)
          },
        },
      },
    } satisfies UserConfig),
} satisfies StorybookConfig
