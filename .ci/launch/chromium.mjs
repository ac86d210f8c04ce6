import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runStep } from './process.mjs'
import { Stop, say } from './say.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const APT_INSTALL = ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-liberation']

function onPath(name, path) {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))
}

/** Answers the path of a Chromium or Chrome; installs Debian's where that is ours to do. */
export async function findChromium({ env }) {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Stop(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, and there is no such file.`)
  }
  const find = () =>
    NAMES.map((name) => onPath(name, env.PATH)).find(Boolean) ?? APPLICATIONS.find((file) => existsSync(file))
  const found = find()
  if (found) return found

  const apt = onPath('apt-get', env.PATH)
  const isRoot = process.getuid?.() === 0
  if (!apt || !(isRoot || env.CI)) throw new Stop(instructions(Boolean(apt)))
  say('installing Chromium (apt-get install chromium fonts-liberation)')
  const sudo = isRoot ? [] : ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND']
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' }
  // A stale mirror list is no reason to give up: the install itself decides.
  await runStep([...sudo, 'apt-get', 'update', '-qq'], { env: aptEnv, quiet: true })
  const code = await runStep([...sudo, 'apt-get', '-qq', ...APT_INSTALL], { env: aptEnv, quiet: true })
  const installed = find()
  if (code !== 0 || !installed) throw new Stop(`apt-get could not install Chromium. ${instructions(true)}`)
  say(`Chromium is in place: ${installed}`)
  return installed
}

function instructions(hasApt) {
  const line = hasApt
    ? `sudo apt-get update && sudo apt-get ${APT_INSTALL.join(' ')}`
    : process.platform === 'darwin'
      ? 'brew install --cask chromium'
      : 'export CHROMIUM_PATH=/path/to/chrome'
  return `The browser tests need Chromium or Chrome, and none was found. Run this line, then start again:\n\n    ${line}\n`
}
