import type { Reconciled } from '../orders/reconcile.ts'
import { type Reconciling, startReconciling } from '../schedule/startReconciling.ts'
import { failureLines } from './failureLines.ts'
import { loadHandler } from './loadHandler.ts'
import type { Given } from './runCommand.ts'
import { type Terminal, WrongUsage } from './terminal.ts'

/** `offrampkit-server reconcile` */
export async function reconcileCommand(given: Given, terminal: Terminal): Promise<number> {
  if (given.once && given.every !== undefined) throw new WrongUsage('Choose one of --once and --every.')
  const everyMs = given.every === undefined ? null : readPause(given.every)
  const handler = await loadHandler(given.module, terminal.folder)
  const ending = endOnSignals(terminal)
  if (everyMs === null) return await once(handler, ending, terminal)
  await forever(handler, everyMs, ending, terminal)
  return 0
}

/** All that was due when it began. Rounds go on while they get on. */
async function once(handler: Reconciling, signal: AbortSignal, { say, complain }: Terminal): Promise<number> {
  const all: Reconciled = { webhooks: 0, orders: 0, failed: 0, more: true }
  while (all.more && !signal.aborted) {
    const unlimited = { withinMs: Number.POSITIVE_INFINITY, limit: Number.POSITIVE_INFINITY }
    const done = await handler.reconcile({ ...unlimited, signal })
    for (const part of ['webhooks', 'orders', 'failed'] as const) all[part] += done[part]
    all.more = done.more
    if (done.webhooks + done.orders <= done.failed) break
  }
  say(lineOf(all))
  if (!all.more) return 0
  complain(
    signal.aborted
      ? 'Ended before all was done; the rest is due as before.'
      : 'More is due: others take the turns.',
  )
  return 1
}

async function forever(
  handler: Reconciling,
  everyMs: number,
  signal: AbortSignal,
  { say, complain }: Terminal,
): Promise<void> {
  say(`Reconciling every ${everyMs / 1_000} s.`)
  const { stop } = startReconciling(handler, {
    everyMs,
    signal,
    onRound: (done) => {
      if (done.webhooks + done.orders > 0) say(lineOf(done))
    },
    onError: (error) => {
      for (const line of failureLines(error)) complain(line)
    },
  })
  if (!signal.aborted)
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
  await stop()
}

function lineOf({ webhooks, orders, failed }: Reconciled): string {
  const parts = [
    `${webhooks} webhook${webhooks === 1 ? '' : 's'}`,
    `${orders} order${orders === 1 ? '' : 's'}`,
  ]
  // Why, the handler's own `onError` is told.
  return `${parts.join(', ')}${failed > 0 ? `; ${failed} failed and come again` : ''}`
}

function endOnSignals({ complain }: Terminal): AbortSignal {
  const ending = new AbortController()
  const end = () => {
    if (!ending.signal.aborted) complain('Ending when what has begun is done.')
    ending.abort()
    // The second one does what it does everywhere.
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.off(name, end)
  }
  for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, end)
  return ending.signal
}

const units = { s: 1_000, m: 60_000, h: 3_600_000 }

function readPause(text: string): number {
  const [, count, unit] = /^(\d{1,6})(s|m|h)$/.exec(text) ?? []
  const ms = Number(count) * units[unit as keyof typeof units]
  if (ms >= 1_000 && ms <= 24 * units.h) return ms
  throw new WrongUsage('--every takes a time from a second to a day, such as 30s, 5m or 1h.')
}
