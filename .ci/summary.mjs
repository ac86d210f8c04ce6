// Adds up the json reports in test-results/ and prints the closing line, always as the last line.
//   node .ci/summary.mjs unit browser stories e2e
// A suite that left no report, or ran no test, counts as one failure: silence is not success.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Counts of one report, whether vitest's (jest-shaped) or Playwright's. */
export function countReport(report) {
  if (report.stats) {
    const { expected, unexpected, flaky, skipped } = report.stats
    // A flaky test failed at least once: here that is a failure.
    return { passed: expected, failed: unexpected + flaky + (report.errors?.length ?? 0), skipped }
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, success, testResults } = report
  // A file that could not be loaded has no failed test of its own, but it has failed.
  const brokenFiles = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = numFailedTests + brokenFiles
  return {
    passed: numPassedTests,
    failed: success === false && failed === 0 ? 1 : failed,
    skipped: numPendingTests + numTodoTests,
  }
}

/** Sum over suites; `read(suite)` answers the parsed report or throws. */
export function summarise(suites, read) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  const notes = []
  for (const suite of suites) {
    let count
    try {
      count = countReport(read(suite))
      if (count.passed + count.failed === 0) throw new Error('it ran no test')
    } catch (error) {
      notes.push(`${suite}: ${error.message}`)
      count = { passed: 0, failed: 1, skipped: 0 }
    }
    notes.push(`${suite}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
    for (const key of Object.keys(total)) total[key] += count[key]
  }
  return { ...total, notes }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../test-results/', import.meta.url)
  const sum = summarise(process.argv.slice(2), (suite) => {
    try {
      return JSON.parse(readFileSync(new URL(`${suite}.json`, folder), 'utf8'))
    } catch {
      throw new Error('no report')
    }
  })
  for (const note of sum.notes) console.log(note)
  console.log(`tests: ${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`)
  process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0
}
