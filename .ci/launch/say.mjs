const start = performance.now()

/** Time since the launcher started, for people: `3.2 s`. */
function seconds() {
  return `${((performance.now() - start) / 1000).toFixed(1)} s`
}

/** One line of progress on stderr, so that a task's own output stays clean. */
export function say(message) {
  process.stderr.write(`[offrampkit ${seconds().padStart(7)}] ${message}\n`)
}

/** Ends the launcher with a sentence that says what to do, without a stack trace. */
export class Stop extends Error {}
