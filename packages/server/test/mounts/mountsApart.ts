import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { supervise } from '../engines/supervised.ts'
import { temporaryFolder } from '../temporaryFolder.ts'
import { bundle, here } from './bundle.ts'
import type { Running } from './mountsHere.ts'

const require = createRequire(import.meta.url)

/** A program that the package `of` brings for this machine. */
function program(of: string, name: string, path: string): string {
  return join(
    createRequire(require.resolve(`${of}/package.json`)).resolve(`${name}/package.json`),
    '..',
    path,
  )
}

/** Starts a program in the folder; the first group of `ready` is the port that it found. */
async function start(folder: string, command: string, args: string[], ready: RegExp): Promise<Running> {
  const { said, stop } = await supervise({ command, args, folder, user: null, endsBy: 'KILL', ready })
  return { port: Number(said[1]), stop }
}

/** Mounts that need a program of their own: each serves the bundled example. */
export const mountsApart: Record<string, () => Promise<Running>> = {
  async worker() {
    const { path } = temporaryFolder()
    await bundle('workerd', ['worker.ts'], path)
    writeFileSync(join(path, 'config.capnp'), workerdConfig)
    const workerd = program(
      'workerd',
      `@cloudflare/workerd-${process.platform}-${process.arch === 'x64' ? '64' : process.arch}`,
      'bin/workerd',
    )
    const args = ['-c', 'exec "$0" serve config.capnp --control-fd=1', workerd]
    return await start(path, 'sh', args, /"socket":"http","port":(\d+)/)
  },
  async deno() {
    const { path } = temporaryFolder()
    await bundle('deno', ['deno.ts'], path)
    const deno = program(
      'deno',
      `@deno/${process.platform}-${process.arch}${process.platform === 'linux' ? '-glibc' : ''}`,
      'deno',
    )
    const args = ['serve', '--host', '127.0.0.1', '--port', '0', '--no-lock', '--cached-only', 'deno.js']
    return await start(path, deno, args, /Listening on http:\/\/127\.0\.0\.1:(\d+)/)
  },
  async bun() {
    const { path } = temporaryFolder()
    await bundle('bun', ['bun.ts'], path)
    const serve = 'const { port } = Bun.serve({ ...app, hostname: "127.0.0.1", port: 0 })'
    writeFileSync(join(path, 'serve.js'), `import app from './bun.js'\n${serve}\nconsole.log('port', port)\n`)
    const bun = program('bun', `@oven/bun-${process.platform}-${process.arch}`, 'bin/bun')
    return await start(path, bun, ['serve.js'], /port (\d+)/)
  },
  async next() {
    // Below this package, so that it finds `next`; ignored by git.
    const folder = here('../../.cache')
    mkdirSync(folder, { recursive: true })
    const path = mkdtempSync(join(folder, 'next-'))
    const routes = ['app/api/offramp/[...rest]/route.ts', 'app/api/siwe/[...rest]/route.ts']
    await bundle('node', routes, path, { platform: 'node', splitting: true })
    writeFileSync(join(path, 'package.json'), '{ "private": true, "type": "module" }')
    const next = [require.resolve('next/dist/bin/next')]
    const env = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' } as const
    try {
      await promisify(execFile)(process.execPath, [...next, 'build'], { cwd: path, env })
    } catch (error) {
      rmSync(path, { recursive: true, force: true })
      throw error
    }
    const args = ['NODE_ENV=production', process.execPath, ...next, 'start', '-H', '127.0.0.1', '-p', '0']
    return await start(path, 'env', args, /http:\/\/127\.0\.0\.1:(\d+)/)
  },
}

const workerdConfig = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(
    name = "main",
    worker = (modules = [(name = "worker.js", esModule = embed "worker.js")], compatibilityDate = "2026-11-01")
  )],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
`
