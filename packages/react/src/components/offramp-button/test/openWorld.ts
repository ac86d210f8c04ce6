import { type SaleWorld, startSaleWorld } from './saleWorld.ts'

/** Over once the last world is gone. */
let last: Promise<unknown> = Promise.resolve()

/**
 * Starts a world when the one before it is gone: windows and announced wallets are the whole page's, so a world that was left while
 * it started would otherwise offer its wallet to the next one.
 *
 * @returns `started`, with `null` where it was left before its turn came; and what ends it
 */
export function openWorld(): { started: Promise<SaleWorld | null>; leave(): void } {
  let isLeft = false
  let leave: () => void = () => undefined
  const left = new Promise<void>((resolve) => {
    leave = () => {
      isLeft = true
      resolve()
    }
  })
  const started = last.then(() => (isLeft ? null : startSaleWorld()))
  last = started.then(
    async (world) => {
      await left
      world?.stop()
    },
    () => undefined,
  )
  return { started, leave }
}
