// Who may import whom. Changing the shape of the repository starts here.

/**
 * What product code of each package may import from our other packages: `true` for all of it, a list of
 * subpaths, or `'lazy'` for dynamic imports and types only.
 */
export const LAYERS = {
  core: {},
  deposit: { core: true },
  providers: { core: true },
  server: { core: true, deposit: ['./find'] },
  react: { core: true, deposit: 'lazy' },
  sandbox: { core: true },
}

/**
 * What a package's testing folder may import beyond that, as long as nothing that is published reaches it: schedules that
 * run over a real chain start the sandbox's, and stories name its networks and scenarios.
 */
export const TESTING_LAYERS = { deposit: { sandbox: ['./node'] }, react: { sandbox: ['./page'] } }

/** Never, not even in a test: the sandbox and the providers must not be wrong together. */
export const NEVER = { sandbox: ['providers'] }

const VIEW = /^(react|react-dom|wagmi|@wagmi\/.*|@tanstack\/.*)(\/|$)/

/** Outside packages that product code may not import, with the reason. */
export const BANNED = {
  core: [
    [/^node:/, 'core is Fetch-standard and runs everywhere'],
    [VIEW, 'core knows no view'],
    [/^zod$/, 'use zod/mini: full zod is too heavy for a browser'],
  ],
  deposit: [
    [/^node:/, 'deposit runs in browsers'],
    [VIEW, 'deposit speaks to ports, not to a view'],
    [/^zod$/, 'use zod/mini: full zod is too heavy for a browser'],
  ],
  react: [
    [/^node:/, 'react runs in browsers'],
    [/^zod$/, 'use zod/mini: full zod is too heavy for a browser'],
  ],
  providers: [[VIEW, 'providers know no view']],
  server: [[VIEW, 'the server knows no view']],
  sandbox: [[VIEW, 'the sandbox knows no view']],
}

/** Entries that a browser bundle may contain; what they reach is held to `NOT_IN_BROWSERS`. */
export const BROWSER_ENTRIES = {
  core: /./,
  deposit: /^\.(\/browser|\/find)?$/,
  react: /./,
  providers: /^\.\/[a-z]+(\/client)?$/,
  sandbox: /^\.(\/wallet|\/page)?$/,
}

export const NOT_IN_BROWSERS = [
  [/^ext:node:/, 'Node built-ins do not exist in browsers'],
  [/^ext:zod$/, 'full zod weighs 23 kB and more: use zod/mini'],
  [/^packages\/server\//, 'the server holds secrets'],
  [/^packages\/providers\/src\/.*\/server\.ts$/, 'this half of a provider holds secrets'],
]

/** Test code: may import any of our packages, their testing entries, and Node. */
export const TEST_FILE = /(\.test|\.test-d|\.stories|\.bench)\.tsx?$|\/(fixtures|test|bench|e2e)\//

/** What others run against their own code: held to the layers, but free to use Node. */
export const TESTING_FOLDER = /\/src\/(exports\/testing\.ts$|(.*\/)?testing\/)/
