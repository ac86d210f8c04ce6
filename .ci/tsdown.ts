// How every public package is built: one ES module per entry of its exports map, with types and source maps.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundleCss } from 'esbuild'
import type { UserConfig } from 'tsdown'

interface Manifest {
  exports: Record<string, Conditions>
  publishConfig: { exports: Record<string, Conditions> }
}
type Conditions = string | { [condition: string]: Conditions }

/** Every file that a conditions tree can lead to, with the conditions on the way. */
function targets(
  tree: Conditions,
  path: readonly string[] = [],
): { file: string; path: readonly string[] }[] {
  if (typeof tree === 'string') return [{ file: tree, path }]
  return Object.entries(tree).flatMap(([condition, next]) => targets(next, [...path, condition]))
}

/**
 * Entries come from package.json alone: the source file of each export becomes the JavaScript file that
 * `publishConfig.exports` promises, so the two cannot drift apart.
 */
export function entriesOf(manifest: Manifest): Record<string, string> {
  const entries: Record<string, string> = {}
  for (const [subpath, tree] of Object.entries(manifest.exports)) {
    const sources = targets(tree).filter(({ path }) => path[0] === 'offrampkit-source')
    const published = targets(manifest.publishConfig.exports[subpath] ?? {})
    for (const source of sources) {
      const name = source.path.at(-1) === 'browser' ? 'browser' : 'default'
      const target = published.find(({ path }) => path.at(-1) === name)
      if (!target)
        throw new Error(`${subpath}: publishConfig.exports has no "${name}" file for ${source.file}`)
      entries[target.file.replace(/^\.\/dist\//, '').replace(/\.js$/, '')] = source.file
    }
  }
  return entries
}

/** Style sheets that the exports map promises, joined with what they import. */
async function buildStyles(root: string, manifest: Manifest) {
  for (const [subpath, source] of Object.entries(manifest.exports)) {
    const target = manifest.publishConfig.exports[subpath]
    if (typeof source !== 'string' || typeof target !== 'string' || !source.endsWith('.css')) continue
    if (!existsSync(join(root, source))) throw new Error(`${subpath}: ${source} does not exist`)
    await bundleCss({
      entryPoints: [join(root, source)],
      bundle: true,
      outfile: join(root, target),
      logLevel: 'warning',
    })
  }
}

/** The tsdown configuration of one package. */
export function library(options: { platform: 'browser' | 'neutral' | 'node' }): UserConfig {
  const root = process.cwd()
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  const entry = entriesOf(manifest)
  for (const file of Object.values(entry)) {
    if (!existsSync(join(root, file))) throw new Error(`package.json exports ${file}, which does not exist`)
  }
  return {
    entry,
    format: 'esm',
    platform: options.platform,
    target: 'es2022',
    dts: true,
    sourcemap: true,
    fixedExtension: false,
    logLevel: 'warn',
    hooks: { 'build:done': () => buildStyles(root, manifest) },
  }
}
