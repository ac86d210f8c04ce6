// Three bundlers behind one shape: `bundle({ file, work, external, alias })` answers its output files as
// `{ name, code, isEntry, imports, modules: [{ id, bytes }] }`; `imports` are the static ones.
import { readFileSync, rmSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import * as esbuild from 'esbuild'
import { rolldown } from 'rolldown'
import webpack from 'webpack'

const isExternal = (external) => {
  if (external.length === 0) return () => false
  const pattern = new RegExp(`^(${external.map((name) => name.replace('/', '\\/')).join('|')})(\\/|$)`)
  return (id) => pattern.test(id)
}

async function withRolldown({ file, external, alias }) {
  const bundle = await rolldown({
    input: file,
    external: isExternal(external),
    platform: 'browser',
    resolve: { alias },
    transform: { define: { 'process.env.NODE_ENV': '"production"' } },
    onLog(level, log, handler) {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') handler(level, log)
    },
  })
  const { output } = await bundle.generate({ format: 'esm', minify: true })
  await bundle.close()
  return output
    .filter((chunk) => chunk.type === 'chunk')
    .map((chunk) => ({
      name: chunk.fileName,
      code: Buffer.from(chunk.code),
      isEntry: chunk.isEntry,
      imports: chunk.imports,
      modules: Object.entries(chunk.modules).map(([id, { renderedLength }]) => ({
        id,
        bytes: renderedLength,
      })),
    }))
}

async function withEsbuild({ file, work, external, alias }) {
  const outdir = join(work, 'esbuild')
  const { metafile, outputFiles } = await esbuild.build({
    entryPoints: [file],
    outdir,
    bundle: true,
    splitting: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    alias,
    external: external.flatMap((name) => [name, `${name}/*`]),
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  })
  const outputs = new Map(Object.entries(metafile.outputs).map(([path, output]) => [resolve(path), output]))
  return outputFiles.map(({ path, contents }) => {
    const output = outputs.get(path)
    return {
      name: basename(path),
      code: contents,
      isEntry: output.entryPoint !== undefined && resolve(output.entryPoint) === file,
      imports: output.imports
        .filter(({ kind }) => kind === 'import-statement')
        .map(({ path: target }) => basename(target)),
      modules: Object.entries(output.inputs).map(([id, { bytesInOutput }]) => ({ id, bytes: bytesInOutput })),
    }
  })
}

async function withWebpack({ file, work, external, alias }) {
  const path = join(work, 'webpack')
  rmSync(path, { recursive: true, force: true })
  const isOutside = isExternal(external)
  const compiler = webpack({
    mode: 'production',
    target: ['web', 'es2022'],
    entry: file,
    output: { path, module: true, chunkFormat: 'module', filename: 'entry.js', chunkFilename: '[id].js' },
    experiments: { outputModule: true },
    externalsType: 'module',
    externals: [({ request }, done) => (isOutside(request) ? done(null, request) : done())],
    resolve: { alias: Object.fromEntries(Object.entries(alias).map(([name, to]) => [`${name}$`, to])) },
    optimization: { chunkIds: 'named' },
    performance: false,
  })
  const stats = await promisify(compiler.run.bind(compiler))()
  await promisify(compiler.close.bind(compiler))()
  if (stats.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }))
  const { chunks } = stats.toJson({
    all: false,
    chunks: true,
    chunkModules: true,
    dependentModules: true,
    runtimeModules: true,
    nestedModules: true,
    chunkModulesSpace: Number.POSITIVE_INFINITY,
    nestedModulesSpace: Number.POSITIVE_INFINITY,
    ids: true,
  })
  return chunks.map((chunk) => ({
    name: chunk.files[0],
    code: readFileSync(join(path, chunk.files[0])),
    // webpack says itself which chunks load with the entry, so they need no following.
    isEntry: chunk.initial,
    imports: [],
    modules: (chunk.modules ?? [])
      .flatMap((module) => module.modules ?? [module])
      .map(({ name, identifier, size }) => ({ id: (identifier ?? name).split('|').at(-1), bytes: size })),
  }))
}

export const BUNDLERS = { rolldown: withRolldown, 'esbuild (splitting)': withEsbuild, webpack: withWebpack }
