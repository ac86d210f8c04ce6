#!/usr/bin/env node
import { runCommand } from './runCommand.ts'

const code = await runCommand(process.argv.slice(2), {
  env: process.env,
  folder: process.cwd(),
  say: (line) => process.stdout.write(`${line}\n`),
  complain: (line) => process.stderr.write(`${line}\n`),
})
// Pools of the app's module stay open, and would keep the process: what was said is written out, and it ends.
process.stdout.write('', () => process.stderr.write('', () => process.exit(code)))
