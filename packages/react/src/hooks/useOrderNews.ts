'use client'
import { noFacts } from '@offrampkit/core/order'
import type { ChainsPort, Depositor } from '@offrampkit/deposit'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { type OfframpStatus, toOfframpStatus } from '../order/offrampStatus.ts'
import { runtimeOf } from '../runtime/runtime.ts'

/**
 * Reads an order's status again when this browser's ledger changed, here or in another tab, and when
 * the page comes back from the browser's cache. Reading is all it does. What the ledger holds counts at once, also
 * while the backend does not answer.
 */
export function useOrderNews(config: OfframpConfig, chains: ChainsPort, orderId: string | undefined): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!orderId) return
    const { clock, depositor } = runtimeOf(config)
    const queryKey = ['offrampStatus', { orderId }]
    const ends: (() => void)[] = []
    let over = false
    const keep = (end: () => void) => void (over ? end() : ends.push(end))
    const read = () => void queryClient.invalidateQueries({ queryKey })
    const onShow = (event: PageTransitionEvent) => event.persisted && read()

    async function onLedger(from: Depositor) {
      const attempts = await from.attempts(orderId as string)
      const seen = { facts: noFacts, attempts, unreadable: null, attestable: null, chains }
      queryClient.setQueriesData<OfframpStatus>(
        { queryKey },
        (old) => old && toOfframpStatus(old.order, seen, config.registry, clock.now()),
      )
      read()
    }

    window.addEventListener('pageshow', onShow)
    depositor(chains)
      .then((from) => keep(from.subscribe(orderId, () => void onLedger(from).catch(read))))
      // The status query meets the same failure and tells it.
      .catch(() => undefined)
    return () => {
      over = true
      window.removeEventListener('pageshow', onShow)
      for (const end of ends) end()
    }
  }, [queryClient, config, chains, orderId])
}
