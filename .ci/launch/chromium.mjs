import { existsSync } from 'node:fs'
import { fromDistribution, onPath } from './distribution.mjs'
import { Stop } from './say.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** Answers the path of a Chromium or Chrome; installs Debian's where that is ours to do. */
export async function findChromium({ env }) {
  if (env.CHROMIUM_PATH) {
    if (existsSync(env.CHROMIUM_PATH)) return env.CHROMIUM_PATH
    throw new Stop(`CHROMIUM_PATH is ${env.CHROMIUM_PATH}, and there is no such file.`)
  }
  const wanted = {
    name: 'Chromium',
    need: 'The browser tests need Chromium or Chrome',
    packages: ['chromium', 'fonts-liberation'],
    elsewhere:
      process.platform === 'darwin' ? 'brew install --cask chromium' : 'export CHROMIUM_PATH=/path/to/chrome',
    find: () =>
      NAMES.map((name) => onPath(name, env.PATH)).find(Boolean) ??
      APPLICATIONS.find((file) => existsSync(file)),
  }
  return await fromDistribution(wanted, env)
}
