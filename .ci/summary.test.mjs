import { expect, test } from 'vitest'
import { countReport, summarise } from './summary.mjs'

const vitestReport = {
  numPassedTests: 3,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 0,
  success: true,
  testResults: [],
}
const playwrightReport = { stats: { expected: 2, unexpected: 1, flaky: 1, skipped: 0 }, errors: [] }

test('adds both kinds of report; a flaky test counts as failed', () => {
  const sum = summarise(['unit', 'e2e'], (suite) => (suite === 'unit' ? vitestReport : playwrightReport))
  expect(sum).toMatchObject({ passed: 5, failed: 2, skipped: 1 })
})

test('a file that could not be loaded is a failure though none of its tests ran', () => {
  const broken = {
    ...vitestReport,
    success: false,
    testResults: [{ status: 'failed', assertionResults: [] }],
  }
  expect(countReport(broken).failed).toBe(1)
  expect(countReport({ ...vitestReport, success: false }).failed).toBe(1)
})

test('a missing report and a suite without tests are failures', () => {
  const none = { ...vitestReport, numPassedTests: 0 }
  const sum = summarise(['unit', 'browser'], (suite) => {
    if (suite === 'unit') return none
    throw new Error('no report')
  })
  expect(sum).toMatchObject({ passed: 0, failed: 2 })
  expect(sum.notes.join()).toMatch(/unit: it ran no test.*browser: no report/)
})
