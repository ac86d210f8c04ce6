import type { Store } from '../stores/store.ts'
import type { StoreCheck } from './storeCheck.ts'
import { checkClaimRaces, checkClaims } from './storeClaimChecks.ts'
import { checkKeys, checkOrders, checkReads } from './storeOrderChecks.ts'
import { checkPruning } from './storePruneChecks.ts'
import { checkModel, checkRaces } from './storeRaceChecks.ts'
import { checkConsume, checkInbox, checkNameClaims, checkNews, checkReopening } from './storeSideChecks.ts'

/** A store for one test, with nothing in it. */
export interface StoreUnderTest {
  store: Store
  /** Another connection to the same data, as a second process has. Leave it out where there can be none (memory). */
  again?: () => Promise<Store>
  /** After the test: deletes files, drops tables. Both stores are closed by then. */
  dispose?: () => Promise<void> | void
}

/** `describe` and `it` of vitest, jest or `node:test`. */
export interface TestFunctions {
  describe: (name: string, body: () => void) => void
  it: (name: string, body: () => Promise<void>) => void
}

const checks: Readonly<Record<string, StoreCheck>> = {
  ...checkOrders,
  ...checkKeys,
  ...checkReads,
  ...checkClaims,
  ...checkClaimRaces,
  ...checkInbox,
  ...checkConsume,
  ...checkNameClaims,
  ...checkPruning,
  ...checkReopening,
  ...checkNews,
  ...checkRaces,
  ...checkModel,
}

/**
 * What every store must do, as tests. Run it on your own store before real orders depend on it.
 *
 * @param name - of the store, for the report
 * @param open - makes an empty store for each test
 * @param functions - your test runner's
 * @example
 * ```ts
 * import { describe, it } from 'vitest'
 * describeStoreConformance('my store', async () => ({ store: await myStore() }), { describe, it })
 * ```
 */
export function describeStoreConformance(
  name: string,
  open: () => Promise<StoreUnderTest>,
  { describe, it }: TestFunctions,
): void {
  describe(`${name} as a store`, () => {
    for (const [demand, check] of Object.entries(checks))
      it(demand, async () => {
        const { store, again, dispose } = await open()
        const opened: Store[] = [store]
        try {
          await check({
            store,
            durable: again !== undefined,
            again: async () => {
              const other = again ? await again() : store
              opened.push(other)
              return other
            },
          })
        } finally {
          for (const one of opened) await one.close()
          await dispose?.()
        }
      })
  })
}
