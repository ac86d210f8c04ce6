// The commands of a packed package: they are in it, may be run, and do run, from what would be published.
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'

/** What else a command is tried with: its files, arguments and environment, and what it must answer. */
const TRIALS = {
  'offrampkit-server': [
    {
      args: ['reconcile'],
      env: { ORDERS: 'orders.db' },
      code: 0,
      says: /^0 webhooks, 0 orders\n$/,
      files: {
        'offramp.mjs': `
          import { mainnetRegistry } from '@offrampkit/core'
          import { createOfframpHandler } from '@offrampkit/server'
          import { sqliteStore } from '@offrampkit/server/sqlite'
          import { webhookOnly } from '@offrampkit/server/testing'
          export const offramp = createOfframpHandler({
            store: sqliteStore({ path: process.env.ORDERS }),
            providers: [webhookOnly({ secret: 'of a trial' })],
            registry: mainnetRegistry(),
            authenticate: () => null,
            clientIp: () => null,
            returnUrl: 'https://app.example/cash-out',
            allowedOrigins: ['https://app.example'],
          })`,
      },
    },
    {
      args: ['migrate'],
      env: { DATABASE_URL: 'postgres://offramp:hunter2@127.0.0.1:1/orders' },
      code: 1,
      says: /^(?!.*hunter2).*ECONNREFUSED/s,
      files: {},
    },
  ],
}

/**
 * Problems as lines.
 *
 * @param folder - the unpacked package
 * @param modules - `node_modules` with what it depends on
 * @param run - `(command, args, cwd, env) => Promise<{ code, stdout, stderr }>`
 */
export async function binProblems(folder, manifest, modules, run) {
  const problems = []
  const commands = Object.entries(manifest.bin ?? {})
  if (commands.length > 0 && !existsSync(join(folder, 'node_modules')))
    symlinkSync(modules, join(folder, 'node_modules'))
  for (const [name, file] of commands) {
    const path = join(folder, file)
    if (!existsSync(path)) {
      problems.push(`bin ${name}: ${file} is not in the package`)
      continue
    }
    if (!readFileSync(path, 'utf8').startsWith('#!/usr/bin/env node\n'))
      problems.push(`bin ${name}: ${file} does not begin with #!/usr/bin/env node`)
    if (!isExecutable(path)) {
      problems.push(`bin ${name}: ${file} may not be run`)
      continue
    }
    const help = { args: ['--help'], env: {}, code: 0, says: new RegExp(`^${name}`), files: {} }
    for (const { args, env, code, says, files } of [help, ...(TRIALS[name] ?? [])]) {
      // Inside the package, so that it finds the package by its own name, as an app does.
      const at = join(folder, 'trial')
      mkdirSync(at, { recursive: true })
      for (const [one, text] of Object.entries(files)) writeFileSync(join(at, one), text)
      const done = await run(path, args, at, { PATH: process.env.PATH, ...env })
      if (done.code !== code || !says.test(done.stdout + done.stderr))
        problems.push(
          `${name} ${args.join(' ')}: ended with ${done.code} and said: ${done.stdout}${done.stderr}`,
        )
    }
  }
  return problems
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
