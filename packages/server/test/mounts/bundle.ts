import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

/** A file beside this one, or a folder. */
export const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/** Examples as a bundler of that runtime makes them, from our sources. */
export async function bundle(
  condition: string,
  entries: readonly string[],
  outdir: string,
  options: Pick<BuildOptions, 'platform' | 'splitting'> = {},
): Promise<void> {
  await build({
    entryPoints: entries.map((entry) => here(`examples/${entry}`)),
    outdir,
    outbase: here('examples'),
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['offrampkit-source', condition],
    external: ['node:*'],
    logLevel: 'silent',
    ...options,
  })
}
