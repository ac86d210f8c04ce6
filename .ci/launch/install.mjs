import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { runStep } from './process.mjs'
import { Stop, say } from './say.mjs'

/** Everything that decides what an install puts into node_modules. */
function inputs(root) {
  const manifests = ['packages', 'apps'].flatMap((folder) =>
    existsSync(join(root, folder))
      ? readdirSync(join(root, folder))
          .map((name) => join(folder, name, 'package.json'))
          .filter((file) => existsSync(join(root, file)))
      : [],
  )
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json', ...manifests.sort()]
}

/** Installs the workspace from the lockfile, unless the last install saw exactly the same input. */
export async function ensureInstalled({ root, env }) {
  const hash = createHash('sha256')
  for (const file of inputs(root)) hash.update(file).update(readFileSync(join(root, file)))
  const digest = `${hash.digest('hex')} ${process.platform}-${process.arch}\n`
  const stamp = join(root, 'node_modules', '.offrampkit-install')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return

  say('installing dependencies (pnpm install --frozen-lockfile)')
  const code = await runStep(['pnpm', 'install', '--frozen-lockfile', '--reporter=append-only'], {
    cwd: root,
    env: { ...env, CI: '1' },
    quiet: true,
  })
  if (code !== 0) {
    throw new Stop(
      `pnpm install failed (exit ${code}; its message is above). If a package.json changed, bring the ` +
        'lockfile up to date with: node .ci/launch.mjs exec pnpm install',
    )
  }
  writeFileSync(stamp, digest)
  say('dependencies are in place')
}
