import { fileURLToPath } from 'node:url'
import { defaultClientConditions, defaultServerConditions } from 'vite'

/** The repository's root folder, with no slash at the end. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '')

/** Workspace packages resolve to their sources, in tests as in the editor. */
export const SOURCE = 'offrampkit-source'
export const serverConditions = [SOURCE, ...defaultServerConditions]
export const clientConditions = [SOURCE, ...defaultClientConditions]

/** A readable report for people and a JSON one for `.ci/summary.mjs`. */
export function reports(suite: string) {
  return {
    reporters: ['default', 'json'] as ['default', 'json'],
    outputFile: { json: `${root}/test-results/${suite}.json` },
  }
}

/** When to give up. Long, because a busy machine is no defect; nothing waits for a time, so a passing test costs no more. */
export const patience = {
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 20_000 } },
}
