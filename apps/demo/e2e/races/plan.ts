import { seeded } from './seeded.ts'

/** What the user, or fate, does to one page. */
export type Action =
  | 'nothing'
  | 'review'
  | 'send'
  | 'send twice'
  | 'review and send'
  | 'close review'
  | 'reload'
  | 'leave and return'
  | 'close and open'
  | 'crash'
  | 'freeze'
  | 'offline'

/** What the wallet does with one request. `later` ones wait until the race is over. */
export type Persona =
  | 'approve'
  | 'reject'
  | 'ignore'
  | 'approve later'
  | 'reject later'
  | 'send and fail'
  | 'send and answer null'
  | 'fail'

/** One move of one page, after so many turns of the browser. */
export interface Move {
  action: Action
  turns: number
}

/** Everything that a race decides beforehand. What the machine makes of it differs from run to run. */
export interface Plan {
  seed: number
  asset: 'USDC' | 'ETH'
  /** Per page: in which browser context it is. */
  pages: readonly number[]
  hasLocks: boolean
  /** Whether the server keeps attempts; without it only the context that claimed the order may send. */
  hasLedger: boolean
  honoursNonce: boolean
  /** What the wallet does, request after request; the last one goes on. */
  personas: readonly Persona[]
  /** Round by round, what each page does at the same time. */
  rounds: readonly (readonly Move[])[]
}

const actions: readonly (readonly [number, Action])[] = [
  [1, 'nothing'],
  [2, 'review'],
  [2, 'send'],
  [2, 'send twice'],
  [7, 'review and send'],
  [1, 'close review'],
  [2, 'reload'],
  [2, 'leave and return'],
  [1, 'close and open'],
  [1.5, 'crash'],
  [1, 'freeze'],
  [1, 'offline'],
]

const personas: readonly (readonly [number, Persona])[] = [
  [4, 'approve'],
  [3, 'reject'],
  [1, 'ignore'],
  [2, 'approve later'],
  [1, 'reject later'],
  [1.5, 'send and fail'],
  [0.5, 'send and answer null'],
  [1, 'fail'],
]

/** The plan of a seed. */
export function planOf(seed: number): Plan {
  const random = seeded(seed)
  const count = 2 + random.int(3)
  const devices = random.chance(0.5) ? 2 : 1
  return {
    seed,
    asset: random.chance(0.75) ? 'USDC' : 'ETH',
    pages: Array.from({ length: count }, (_, at) => at % devices),
    hasLocks: random.chance(0.7),
    hasLedger: random.chance(0.7),
    honoursNonce: random.chance(0.4),
    personas: Array.from({ length: 3 }, () => random.weighted(personas)),
    rounds: Array.from({ length: 2 + random.int(3) }, () =>
      Array.from({ length: count }, () => ({
        action: random.weighted(actions),
        turns: random.int(6),
      })),
    ),
  }
}
