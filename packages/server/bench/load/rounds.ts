import { percentile } from '../../test/quoteBench.ts'
import type { LoadResult } from './rawClient.ts'

/** What one round of one side measured. */
export interface Round extends LoadResult {
  serverCpuSeconds: number
}

/** One side over all of its rounds. */
export interface Side {
  perSecond: number
  perCpuSecond: number
  p50: number
  p99: number
}

export interface Compared {
  contender: Side
  baseline: Side
  /** Contender's share of what the baseline does: the medians over the pairs of rounds. */
  ratio: { perSecond: number; perCpuSecond: number; p99: number }
}

const median = (values: readonly number[]) => percentile(values, 0.5)

/** A B A B …: what else happens on the machine hits both. The first pair warms up. */
export async function alternate(
  rounds: number,
  contender: (round: number) => Promise<Round>,
  baseline: (round: number) => Promise<Round>,
): Promise<Compared> {
  const pairs: { a: Side; b: Side }[] = []
  for (let round = 0; round <= rounds; round++) {
    const first = round % 2 === 0 ? sideOf(await contender(round)) : null
    const b = sideOf(await baseline(round))
    const a = first ?? sideOf(await contender(round))
    if (round > 0) pairs.push({ a, b })
  }
  const over = (side: 'a' | 'b'): Side => ({
    perSecond: median(pairs.map((pair) => pair[side].perSecond)),
    perCpuSecond: median(pairs.map((pair) => pair[side].perCpuSecond)),
    p50: median(pairs.map((pair) => pair[side].p50)),
    p99: median(pairs.map((pair) => pair[side].p99)),
  })
  return {
    contender: over('a'),
    baseline: over('b'),
    ratio: {
      perSecond: median(pairs.map(({ a, b }) => a.perSecond / b.perSecond)),
      perCpuSecond: median(pairs.map(({ a, b }) => a.perCpuSecond / b.perCpuSecond)),
      p99: median(pairs.map(({ a, b }) => b.p99 / a.p99)),
    },
  }
}

function sideOf(round: Round): Side {
  const count = round.good.length
  const answers = [...round.statuses].filter(([status]) => status < 200 || status > 299)
  if (answers.length > 0 || count === 0)
    throw new Error(`Not every answer was good: ${JSON.stringify(answers)}`)
  return {
    perSecond: count / round.seconds,
    perCpuSecond: count / round.serverCpuSeconds,
    p50: percentile(round.latencies, 0.5),
    p99: percentile(round.latencies, 0.99),
  }
}

/** Three quarters of the baseline, in both: as many a second, and as quick for all but one in a hundred. */
export function goalsOf(what: string, { ratio }: Compared) {
  return [
    { goal: `${what}: at least 75 % of the baseline a second`, holds: ratio.perSecond >= 0.75 },
    { goal: `${what}: p99 at least 75 %`, holds: ratio.p99 >= 0.75 },
  ]
}

const digits = (value: number, many: number) => Number(value.toFixed(many))
const percent = (value: number) => `${Math.round(value * 100)} %`

/** Two lines of a table: the contender with its ratios, and the baseline. */
export function rowsOf(what: string, { contender, baseline, ratio }: Compared) {
  const line = (who: string, side: Side) => ({
    what: `${what}: ${who}`,
    'per second': Math.round(side.perSecond),
    'per CPU s of the server': Math.round(side.perCpuSecond),
    'p50 ms': digits(side.p50, 2),
    'p99 ms': digits(side.p99, 2),
  })
  return [
    {
      ...line('kit', contender),
      'of the baseline': percent(ratio.perSecond),
      'by CPU': percent(ratio.perCpuSecond),
      'by p99': percent(ratio.p99),
    },
    line('baseline', baseline),
  ]
}
