'use client'
import type { OrderId } from '@offrampkit/core/order'
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { useConfig, useConnection } from 'wagmi'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import { createDepositSession, type DepositSession, type DepositSnapshot } from '../deposit/depositSession.ts'
import { depositSessionParts } from '../deposit/depositSessionParts.ts'
import { useOfframpStatus } from './useOfframpStatus.ts'
import { useWatch } from './useWatch.ts'

export interface UseOfframpDepositParameters extends ConfigParameter {
  orderId?: OrderId | undefined
}

export type UseOfframpDepositReturnType = DepositSnapshot & {
  /** Checks and writes ahead what the user reviewed. Call it from a click. */
  arm(): void
  /** Asks the wallet inside the click's own tick, once. Does nothing unless `state` is `ready`. */
  send(): void
  /** Gives up what was prepared: proof that it was not sent. */
  disarm(): void
  /**
   * The user says that they cancelled the unanswered request in the wallet. Only while `useOfframpStatus` names it in
   * `attestable`; then the deposit can be reviewed and sent once more, under the same nonce.
   *
   * @throws OfframpError `attempt_unproven` where that would not be safe
   */
  attest(): Promise<void>
}

/**
 * Sends an order's deposit, at most once. `arm` in the click that opens the review; when `state` is `ready`, `send` in the
 * next one. A prepared deposit that lapses is prepared again, and nothing is ever asked of a wallet by itself.
 *
 * @example
 * ```tsx
 * const deposit = useOfframpDeposit({ orderId })
 * if (deposit.state === 'ready') return <button onClick={deposit.send}>Send</button>
 * return <button onClick={deposit.arm}>Review</button>
 * ```
 */
export function useOfframpDeposit(parameters: UseOfframpDepositParameters = {}): UseOfframpDepositReturnType {
  const config = useOfframpConfig(parameters)
  const wagmi = useConfig()
  const { address, chainId, connector } = useConnection()
  const { orderId } = parameters
  const { data } = useOfframpStatus({ config, orderId })
  // One for each order: a wallet that never answered for another one must not stand in this one's way.
  const session: DepositSession = useMemo(() => {
    void orderId
    return createDepositSession(depositSessionParts(config, wagmi))
  }, [config, wagmi, orderId])
  const snapshot = useSyncExternalStore(
    session.subscribe,
    () => session.snapshot,
    () => session.snapshot,
  )
  const latest = useRef(data)
  useEffect(() => {
    latest.current = data
    // What was prepared is not what the provider waits for any more.
    const digest = data?.binding.state === 'ready' ? data.binding.instruction.digest : null
    const { snapshot } = session
    if (snapshot.state === 'ready' && snapshot.armed.instruction.digest !== digest) session.disarm()
  }, [data, session])
  useWatch(session, `${address}|${chainId}|${connector?.uid}`)
  return useMemo(
    () => ({
      ...snapshot,
      arm() {
        if (latest.current?.binding.state !== 'ready') return
        const { digest } = latest.current.binding.instruction
        session.arm({ digest, order: () => latest.current?.order ?? null })
      },
      send: () => session.send(),
      disarm: () => session.disarm(),
      async attest() {
        const { order, attestable } = latest.current ?? {}
        if (order && attestable) await session.attest(order, attestable)
      },
    }),
    [snapshot, session],
  )
}
