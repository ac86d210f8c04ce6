// How every public package is built: ES modules, one output file per source file, with types and source maps.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { build as bundleCss } from 'esbuild'
import type { UserConfig } from 'tsdown'

type Conditions = string | { [condition: string]: Conditions }
interface Manifest {
  exports: Record<string, Conditions>
  publishConfig: { exports: Record<string, Conditions>; bin?: Record<string, string> }
}

/** Every file that a tree of conditions can lead to. */
function filesIn(tree: Conditions): string[] {
  return typeof tree === 'string' ? [tree] : Object.values(tree).flatMap(filesIn)
}

/** The entries are the sources that package.json exports, and those of its commands; nothing else needs to list them. */
function entriesOf(manifest: Manifest): string[] {
  const sources = Object.values(manifest.exports).flatMap((tree) =>
    typeof tree === 'string' ? [] : filesIn(tree['offrampkit-source'] ?? {}),
  )
  const commands = Object.values(manifest.publishConfig.bin ?? {}).map((built) =>
    built.replace(/^\.\/dist\//, './src/').replace(/\.js$/, '.ts'),
  )
  return [...new Set([...sources, ...commands])]
}

/** Style sheets that package.json exports, joined with what they import. */
async function buildStyles(root: string, manifest: Manifest): Promise<void> {
  for (const [subpath, source] of Object.entries(manifest.exports)) {
    const target = manifest.publishConfig.exports[subpath]
    if (typeof source !== 'string' || typeof target !== 'string' || !source.endsWith('.css')) continue
    const outfile = join(root, target)
    await bundleCss({
      entryPoints: [join(root, source)],
      bundle: true,
      minify: true,
      outfile,
      logLevel: 'warning',
    })
  }
}

/** The tsdown configuration of one package; the working folder is the package's. */
export function library(options: { platform: 'browser' | 'neutral' | 'node' }): UserConfig {
  const root = process.cwd()
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Manifest
  const entry = entriesOf(manifest)
  const missing = entry.filter((file) => !existsSync(join(root, file)))
  if (missing.length > 0) throw new Error(`package.json exports what does not exist: ${missing.join(', ')}`)
  return {
    entry,
    root: 'src',
    // Bundlers that decide by module, not by statement, can then drop what an app does not use.
    unbundle: true,
    format: 'esm',
    platform: options.platform,
    target: 'es2022',
    // Types come from the other packages' dist, so that no file outside this package is part of the program.
    tsconfig: 'tsconfig.build.json',
    dts: true,
    sourcemap: true,
    fixedExtension: false,
    inputOptions: {
      onLog(level, log, handler) {
        // 'use client' matters on the entry only, and there it survives.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log)
      },
    },
    hooks: { 'build:done': () => buildStyles(root, manifest) },
  }
}
