// Packs every public package as it would be published and looks at the tarball, not at the workspace:
// publint, are-the-types-wrong, each entry of the exports map under each runtime's conditions, and its commands.
//   node .ci/check-package.mjs [core react …]
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { binProblems } from './check/bins.mjs'
import { clientProblems } from './check/client.mjs'
import { exportProblems } from './check/exports.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))

function run(command, args, cwd, env = process.env) {
  return new Promise((resolve) => {
    const options = { cwd, env, maxBuffer: 16 * 1024 * 1024 }
    execFile(command, args, options, (error, stdout, stderr) => {
      // It was not even started, and so said nothing itself.
      if (error?.code === 'ENOENT')
        return resolve({
          code: 1,
          stdout,
          stderr: `${command} is not on PATH: use \`npm run check:package\``,
        })
      resolve({ code: error ? (error.code ?? 1) : 0, stdout, stderr })
    })
  })
}

/** Problems of one package, as lines. */
async function checkPackage(name, temp) {
  const folder = join(root, 'packages', name)
  if (!existsSync(join(folder, 'dist'))) return ['is not built']
  const into = join(temp, name)
  const packed = await run('pnpm', ['pack', '--pack-destination', into], folder)
  if (packed.code !== 0) return [`pnpm pack failed: ${packed.stderr || packed.stdout}`]
  const tarball = join(
    into,
    readdirSync(into).find((file) => file.endsWith('.tgz')),
  )
  await run('tar', ['-xzf', tarball, '-C', into], into)
  const unpacked = join(into, 'package')
  const manifest = JSON.parse(readFileSync(join(unpacked, 'package.json'), 'utf8'))
  const workspace = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))

  const problems = await exportProblems(unpacked, manifest, workspace)
  if (manifest.peerDependencies?.react)
    problems.push(...(await clientProblems(unpacked, manifest, folder, run)))
  const { messages } = await publint({ pkgDir: unpacked, strict: true, pack: false })
  problems.push(...messages.map((message) => `publint: ${formatMessage(message, manifest)}`))

  const css = Object.keys(manifest.exports).filter((subpath) => subpath.endsWith('.css'))
  const excluded = css.length > 0 ? ['--exclude-entrypoints', ...css.map((path) => path.slice(2))] : []
  const attw = await run('attw', [tarball, '--profile', 'esm-only', '--no-emoji', ...excluded], root)
  if (attw.code !== 0) problems.push(`are-the-types-wrong:\n${attw.stdout}${attw.stderr}`)
  problems.push(...(await binProblems(unpacked, manifest, join(folder, 'node_modules'), run)))
  return problems
}

const temp = mkdtempSync(join(tmpdir(), 'offrampkit-pack-'))
let failed = 0
try {
  const wanted = process.argv.slice(2)
  for (const name of readdirSync(join(root, 'packages'))) {
    if (wanted.length > 0 && !wanted.includes(name)) continue
    const problems = await checkPackage(name, temp)
    console.log(`${problems.length === 0 ? 'ok  ' : 'FAIL'} @offrampkit/${name}`)
    for (const problem of problems) console.log(`     ${problem.replaceAll('\n', '\n     ')}`)
    failed += problems.length
  }
} finally {
  rmSync(temp, { recursive: true, force: true })
}
process.exitCode = failed > 0 ? 1 : 0
