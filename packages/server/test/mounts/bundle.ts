import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'

/** A file beside this one, or a folder. */
export const here = (path: string) => fileURLToPath(new URL(path, import.meta.url))

/**
 * Examples as a bundler of that runtime makes them, from our sources.
 *
 * @returns the built-in modules of Node that are left in them
 */
export async function bundle(
  condition: string,
  entries: readonly string[],
  outdir: string,
  options: Pick<BuildOptions, 'platform' | 'splitting'> = {},
): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: entries.map((entry) => here(`examples/${entry}`)),
    outdir,
    outbase: here('examples'),
    bundle: true,
    metafile: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['offrampkit-source', condition],
    external: ['node:*'],
    logLevel: 'silent',
    ...options,
  })
  const outputs = Object.values(metafile.outputs)
  return outputs.flatMap(({ imports }) =>
    imports.map(({ path }) => path).filter((path) => /^node:/.test(path)),
  )
}
