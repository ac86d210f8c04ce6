// Tests in Node: `npm run test:unit -- packages/core` runs those of one folder.
import { defineConfig } from 'vitest/config'
import { postgresFolder, redisServer } from './launch/databases.mjs'
import { patience, reports, root, serverConditions } from './vitest.shared.ts'

export default defineConfig({
  root,
  resolve: { conditions: serverConditions },
  ssr: { resolve: { conditions: serverConditions, externalConditions: serverConditions } },
  test: {
    name: 'unit',
    environment: 'node',
    // For the tests of the stores, also when vitest is started without the launcher.
    env: { POSTGRES_BIN: postgresFolder(process.env) ?? '', REDIS_SERVER: redisServer(process.env) ?? '' },
    include: [
      'packages/*/{src,test}/**/*.test.ts',
      'packages/*/{src,test}/**/*.test.tsx',
      'apps/*/server/**/*.test.ts',
      'apps/*/src/**/*.test.ts',
      '.ci/**/*.test.mjs',
    ],
    setupFiles: ['.ci/fixedSeed.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.browser.test.*'],
    maxWorkers: 2,
    ...patience,
    ...reports('unit'),
  },
})
