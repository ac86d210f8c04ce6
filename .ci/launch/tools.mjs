import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { runStep } from './process.mjs'
import { Stop, say } from './say.mjs'

const NODE_VERSION = '24.21.0'
const PNPM_VERSION = '12.21.0'
const OLDEST_NODE = 20

/** Where Node and pnpm live between runs; shared by all clones on the machine. */
function toolsFolder() {
  return (
    process.env.OFFRAMPKIT_TOOLS ||
    join(homedir(), '.cache', 'offrampkit-tools', `node-${NODE_VERSION}-pnpm-${PNPM_VERSION}`)
  )
}

/**
 * Makes sure of Node 24 and the pinned pnpm, both from the npm registry, and answers the folders to put
 * first on PATH. A machine that already runs Node 24 or newer keeps its own.
 */
export async function ensureTools({ root }) {
  const major = Number(process.versions.node.split('.')[0])
  if (major < OLDEST_NODE) {
    throw new Stop(
      `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer and run again.`,
    )
  }
  const folder = toolsFolder()
  const bin = join(folder, 'node_modules', '.bin')
  const has = (name) => existsSync(join(bin, name)) || existsSync(join(bin, `${name}.cmd`))
  const needsNode = major < 24
  if (has('pnpm') && (!needsNode || has('node'))) return pathOf(bin, has('node'))

  const platform = process.platform === 'win32' ? 'win' : process.platform
  const node = `node-${platform}-${process.arch}@${NODE_VERSION}`
  const packages = [...(needsNode || has('node') ? [node] : []), `pnpm@${PNPM_VERSION}`]
  say(`bringing ${packages.join(' and ')} from npm into ${folder}`)
  await installInto(folder, packages, root)
  if (!has('pnpm') || (needsNode && !has('node'))) {
    throw new Stop(`npm reported success, but ${bin} is incomplete. Remove ${folder} and run again.`)
  }
  say('tools are in place')
  return pathOf(bin, has('node'))
}

/** The running Node stays in front where we did not bring one, whatever else PATH holds. */
function pathOf(bin, broughtNode) {
  return broughtNode ? [bin] : [bin, dirname(process.execPath)]
}

/** Installs beside the final place and renames, so that two launches at once cannot see half a tool. */
async function installInto(folder, packages, root) {
  const fresh = !existsSync(folder)
  const target = fresh ? `${folder}.${process.pid}` : folder
  mkdirSync(target, { recursive: true })
  const npm = process.env.npm_execpath?.endsWith('npm-cli.js')
    ? [process.execPath, process.env.npm_execpath]
    : ['npm']
  const install = ['install', '--prefix', target, '--no-save', '--no-package-lock', '--no-audit', '--no-fund']
  const code = await runStep([...npm, ...install, '--loglevel=error', ...packages], {
    cwd: root,
    env: process.env,
    quiet: true,
  })
  if (code !== 0) {
    if (fresh) rmSync(target, { recursive: true, force: true })
    throw new Stop(
      `npm could not install ${packages.join(' ')} (exit ${code}; its message is above). ` +
        'Check the network, or install Node 24 yourself and run again.',
    )
  }
  if (!fresh) return
  try {
    renameSync(target, folder)
  } catch (error) {
    rmSync(target, { recursive: true, force: true })
    if (!existsSync(folder)) throw error
  }
}
