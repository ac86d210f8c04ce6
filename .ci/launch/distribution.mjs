import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { runStep } from './process.mjs'
import { Stop, say } from './say.mjs'

/** The first file of this name in the folders of a PATH. */
export function onPath(name, path) {
  return path
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file))
}

/**
 * What `find` answers; before that, Debian's packages are installed where that is ours to do: as root, or where CI says so.
 * Elsewhere the task stops with the line to run.
 *
 * @param wanted.find - answers where it is, or undefined
 * @param wanted.name - for people
 * @param wanted.packages - of Debian
 * @param wanted.elsewhere - the line to run where there is no apt
 * @param wanted.need - who needs it, as the start of a sentence
 */
export async function fromDistribution({ find, name, packages, elsewhere, need }, env) {
  const found = find()
  if (found) return found
  const install = ['install', '-y', '--no-install-recommends', ...packages]
  const apt = onPath('apt-get', env.PATH)
  const instructions = [
    `${need}, and none was found. Run this line, then start again:`,
    `    ${apt ? `sudo apt-get update && sudo apt-get ${install.join(' ')}` : elsewhere}\n`,
  ].join('\n\n')
  const isRoot = process.getuid?.() === 0
  if (!apt || !(isRoot || env.CI)) throw new Stop(instructions)
  say(`installing ${name} (apt-get install ${packages.join(' ')})`)
  const sudo = isRoot ? [] : ['sudo', '-n', '--preserve-env=DEBIAN_FRONTEND']
  const aptEnv = { ...env, DEBIAN_FRONTEND: 'noninteractive' }
  // A stale mirror list is no reason to give up: the install itself decides.
  await runStep([...sudo, 'apt-get', 'update', '-qq'], { env: aptEnv, quiet: true })
  const code = await runStep([...sudo, 'apt-get', '-qq', ...install], { env: aptEnv, quiet: true })
  const installed = find()
  if (code !== 0 || !installed) throw new Stop(`apt-get could not install ${name}. ${instructions}`)
  say(`${name} is in place: ${installed}`)
  return installed
}
