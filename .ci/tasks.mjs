// Every task of the repository, in one table. `parts` names other tasks whose steps come first.
// A step that needs a browser says so; the launcher then finds one and sets CHROMIUM_PATH;
// `databases` stands for PostgreSQL and Redis in the same way. `plain` is for tools
// that do not listen to NO_COLOR. `alone` marks a step that another part does where parts run together.

import { fileURLToPath } from 'node:url'

const turbo = (...tasks) => ['turbo', 'run', ...tasks, '--concurrency=2', '--output-logs=errors-only']
const vitest = (config) => ['vitest', 'run', '--config', `.ci/vitest.${config}.config.ts`]

/** The component workshop as files, for whoever looks at it as it would be published. */
const buildWorkshop = {
  name: 'build the workshop',
  run: ['storybook', 'build', '--config-dir', '.storybook', '--output-dir', 'storybook-static', '--quiet'],
}

export const tasks = {
  test: {
    about: 'everything below that can fail, and a closing line with the sum',
    parts: [
      'check',
      'typecheck',
      'build',
      'test:unit',
      'test:browser',
      'test:react18',
      'test:stories',
      'test:visual',
      'test:e2e',
      'check:package',
      'size',
    ],
    reports: true,
    keepGoing: true,
    closing: ['node', '.ci/summary.mjs', 'unit', 'browser', 'react18', 'stories', 'visual', 'e2e'],
  },
  check: {
    about: 'format, lint, import cycles, layering, module state, dead exports, hygiene',
    keepGoing: true,
    steps: [
      { name: 'format and lint', run: ['biome', 'ci', '.'], plain: ['--colors=off'] },
      { name: 'layering and import cycles', run: ['node', '.ci/check/layers.mjs'] },
      { name: 'module state', run: ['node', '.ci/check/moduleState.mjs'] },
      { name: 'hygiene', run: ['node', '.ci/check/hygiene.mjs'] },
      {
        name: 'dead exports and dependencies',
        run: ['knip', '--config', '.ci/knip.json', '--no-config-hints'],
      },
    ],
  },
  typecheck: {
    about: 'TypeScript over all packages, apps, type tests and .ci',
    keepGoing: true,
    steps: [
      { name: 'types', run: turbo('typecheck', '--continue') },
      { name: 'types of the tooling', run: ['tsc', '--project', '.ci/tsconfig.json'] },
    ],
  },
  build: {
    about: 'all packages and apps into their dist folders',
    steps: [{ name: 'build', run: turbo('build', '--continue=dependencies-successful') }],
  },
  'test:unit': {
    about: 'tests in Node',
    steps: [{ name: 'unit tests', run: vitest('unit'), databases: true }],
  },
  'test:browser': {
    about: 'hooks, components and adapters in Chromium',
    steps: [{ name: 'browser tests', run: vitest('browser'), browser: true }],
  },
  'test:react18': {
    about: 'hooks and drop-ins in Chromium once more, with React 18.3',
    steps: [{ name: 'browser tests with React 18', run: vitest('react18'), browser: true }],
  },
  'test:stories': {
    about: 'every story renders and passes axe; a whole sale is played from the static build',
    steps: [
      { name: 'story tests', run: vitest('storybook'), browser: true },
      buildWorkshop,
      { name: 'a sale in the static workshop', run: ['node', '.ci/play-static.mjs'], browser: true },
    ],
  },
  'test:visual': {
    about:
      'screenshots of the drop-ins and of every order screen: test:visual [--update] [part of a story …]',
    steps: [
      { ...buildWorkshop, alone: true },
      { name: 'screenshots', run: ['node', '.ci/visual.mjs'], browser: true, takesArguments: true },
    ],
  },
  'test:e2e': {
    about: 'whole sales in Chromium against the built demo, server, sandbox and chain',
    steps: [
      { name: 'build for e2e', run: turbo('build'), alone: true },
      {
        name: 'e2e tests',
        run: ['playwright', 'test', '--config', 'apps/demo/playwright.config.ts', '--reporter=list,json'],
        env: {
          PLAYWRIGHT_JSON_OUTPUT_FILE: fileURLToPath(new URL('../test-results/e2e.json', import.meta.url)),
        },
        browser: true,
        takesArguments: true,
      },
    ],
  },
  'check:package': {
    about: 'publint, are-the-types-wrong and every export of what would be published',
    steps: [
      { name: 'build for packing', run: turbo('build'), alone: true },
      { name: 'packages', run: ['node', '.ci/check-package.mjs'], takesArguments: true },
      { name: 'no server code in what browsers load', run: ['node', '.ci/check/bundle.mjs'] },
    ],
  },
  size: {
    about: 'bytes of OfframpButton in three bundlers, against the budgets',
    steps: [
      { name: 'build for size', run: turbo('build', '--filter=@offrampkit/react...'), alone: true },
      { name: 'size', run: ['node', '.ci/size.mjs'], takesArguments: true },
    ],
  },
  bench: {
    about: 'benchmarks, as ratios',
    steps: [{ run: ['node', '--conditions=offrampkit-source', '.ci/bench.mjs'] }],
  },
  'bench:server': {
    about: 'the server under load, against its goals, on the real engines: half a minute a file',
    steps: [{ run: ['node', '--conditions=offrampkit-source', '.ci/bench-server.mjs'], databases: true }],
  },
  'bench:push': {
    about: 'from webhook sent to pixel changed, in Chromium against the running demo: bench:push [sales]',
    steps: [
      { name: 'build for the bench', run: turbo('build') },
      {
        name: 'push',
        run: ['node', '--conditions=offrampkit-source', 'apps/demo/bench/push.ts'],
        browser: true,
        takesArguments: true,
      },
    ],
  },
  'bench:page': {
    about: 'a whole sale in the built demo, in Chromium: paints, shifts, bytes and hosts, step by step',
    steps: [
      { name: 'build for the bench', run: turbo('build') },
      {
        name: 'page',
        run: ['node', '--conditions=offrampkit-source', 'apps/demo/bench/page.ts'],
        browser: true,
      },
    ],
  },
  soak: {
    about: 'very many schedules of the deposit, resumable: soak --simulated N --anvil N --seed S',
    steps: [
      {
        run: ['node', '--conditions=offrampkit-source', 'packages/deposit/src/testing/soak/main.ts'],
      },
    ],
  },
  'soak:server': {
    about: 'three servers over one database, killed at random: soak:server --rounds N --seed S, or --mutants',
    steps: [
      {
        run: ['node', '--conditions=offrampkit-source', 'packages/server/test/instances/soak.ts'],
        databases: true,
      },
    ],
  },
  'check:live': {
    about: 'the asset registry against the live chains: needs the internet, and is no part of test',
    steps: [{ run: ['node', '--conditions=offrampkit-source', '.ci/check-live.mjs'] }],
  },
  'build-storybook': {
    about: 'the component workshop as files, into storybook-static',
    steps: [buildWorkshop],
  },
  storybook: {
    about: 'the component workshop on port 6006',
    steps: [{ run: ['storybook', 'dev', '--port', '6006', '--no-open'] }],
  },
  demo: {
    about: 'the demo dApp with sandbox, chain and server',
    steps: [{ run: ['node', '--conditions=offrampkit-source', 'apps/demo/server/main.ts'] }],
  },
  exec: {
    about: 'any command, with the same tools on PATH: exec pnpm install',
    bare: true,
  },
}
