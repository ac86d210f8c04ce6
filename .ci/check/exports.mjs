// The exports map of a packed package: every entry resolves in every runtime, to what its source builds to,
// and what holds secrets resolves in a browser to a module that throws.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { build } from 'esbuild'

/** Conditions that each runtime, or a bundler for it, sets besides `import` and `default`. */
const RUNTIMES = {
  workerd: ['workerd', 'worker', 'browser'],
  worker: ['worker', 'browser'],
  'edge-light': ['edge-light', 'worker', 'browser'],
  deno: ['deno', 'node'],
  bun: ['bun', 'node'],
  node: ['node'],
  browser: ['browser', 'module'],
}

/** Entries that hold secrets or need a server. */
const isServerOnly = (name, subpath) => name === '@offrampkit/server' || /\/server$/.test(subpath)

/** The file that a real resolver picks for `specifier` seen from `consumer`, or undefined. */
async function resolve(specifier, conditions, consumer) {
  let picked
  const plugin = {
    name: 'stop-at-the-entry',
    setup({ onLoad }) {
      onLoad({ filter: /./, namespace: 'file' }, ({ path }) => {
        picked = path
        return { contents: '' }
      })
    },
  }
  const stdin = { contents: `import ${JSON.stringify(specifier)}`, resolveDir: consumer }
  const options = {
    bundle: true,
    write: false,
    platform: 'neutral',
    logLevel: 'silent',
    preserveSymlinks: true,
  }
  await build({ stdin, ...options, conditions, plugins: [plugin] }).catch(() => undefined)
  return picked
}

/** Where the source of an entry ends up in the package. */
function builtFrom(source, browser) {
  const file = typeof source === 'string' ? source : (browser && source.browser) || source.default
  return file.replace(/^\.\/src\//, 'dist/').replace(/\.tsx?$/, '.js')
}

/** Problems as lines. `folder` holds the unpacked package; `workspace` is its package.json in the repository. */
export async function exportProblems(folder, manifest, workspace) {
  const entries = Object.keys(workspace.exports)
  if (Object.keys(manifest.exports).join() !== entries.join()) {
    return [`publishConfig.exports does not list the same entries as exports: ${entries.join(', ')}`]
  }
  const consumer = join(folder, '..', 'consumer')
  const installed = join(consumer, 'node_modules', manifest.name)
  mkdirSync(dirname(installed), { recursive: true })
  if (!existsSync(installed)) symlinkSync(folder, installed)

  const problems = []
  for (const subpath of entries) {
    const target = manifest.exports[subpath]
    if (typeof target === 'string') {
      if (!existsSync(join(folder, target))) problems.push(`${subpath}: ${target} is not in the package`)
      continue
    }
    for (const [runtime, conditions] of Object.entries(RUNTIMES)) {
      const path = await resolve(manifest.name + subpath.slice(1), conditions, consumer)
      const file = path && relative(installed, path).replaceAll('\\', '/')
      const refused = runtime === 'browser' && isServerOnly(manifest.name, subpath)
      const expected = builtFrom(workspace.exports[subpath]['offrampkit-source'], refused)
      const throws = file && /^throw new Error\(/m.test(readFileSync(path, 'utf8'))
      const where = `${subpath} in ${runtime}`
      if (!file) problems.push(`${where}: does not resolve`)
      else if (file !== expected) problems.push(`${where}: is ${file}, and its source builds to ${expected}`)
      else if (throws !== refused)
        problems.push(`${where}: ${throws ? 'refuses to load' : 'must throw'}: ${file}`)
    }
  }
  return problems
}
