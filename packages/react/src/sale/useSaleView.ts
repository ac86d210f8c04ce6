'use client'
import { type OfframpError, toOfframpError } from '@offrampkit/core'
import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { FormValues } from '../actions/createOfframpSession.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { useMessagesSource } from '../config/useMessagesSource.ts'
import { type UseOfframpDepositReturnType, useOfframpDeposit } from '../hooks/useOfframpDeposit.ts'
import { useOfframpStatus } from '../hooks/useOfframpStatus.ts'
import type { OfframpMessages } from '../messages/messages.ts'
import { type OpenIn, openBlank } from '../opener/providerWindow.ts'
import type { OfframpStatus } from '../order/offrampStatus.ts'
import { mayOpen } from '../order/openOrder.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { useOnline } from '../runtime/useOnline.ts'
import type { SaleParameters } from './preflight.ts'
import type { SalePhase, SaleSession, SaleSnapshot } from './saleSession.ts'
import { type ScreenName, screenOf } from './screen.ts'

/** Everything that an interface needs to draw a sale, and to carry it on. */
export interface SaleView {
  config: OfframpConfig
  screen: ScreenName
  sale: SaleParameters
  phase: SalePhase
  orderId: string | null
  /** Whether the panel is open. */
  shown: boolean
  windowClosed: boolean
  online: boolean
  status: OfframpStatus | undefined
  /** Why the status could not be read just now; what is known stays in `status`. */
  statusError: OfframpError | null
  reading: boolean
  deposit: UseOfframpDepositReturnType
  messages: OfframpMessages
  /** Begins a new sale. Call it inside a click: it opens the provider's window. */
  begin(): void
  /** Opens the provider's page again, with a fresh session. Call it inside a click. */
  reopen(): void
  /** Tells that the user is done at the provider, where its page does not lead back. */
  confirmed(): void
  /** Tells that the user says they sent the deposit by hand. Their word alone: a reason to look. */
  declare(): Promise<void>
  /** Sends the answers of a form. */
  submit(values: FormValues): void
  /** Reads the order again. */
  checkAgain(): void
  show(shown: boolean): void
  /** Tells that the link to the provider was clicked: its address works once. */
  linkTaken(): void
  /** Forgets an order that has ended. */
  forget(): void
}

/** Before there is a session. */
const nothing: SaleSnapshot = { phase: { name: 'idle' }, orderId: null, shown: false, windowClosed: false }
const never = () => () => undefined

export interface SaleViewParameters {
  config: OfframpConfig
  session: SaleSession
  sale: SaleParameters
  openIn: OpenIn
  messages: OfframpMessages
}

/** The same, while code and texts may still be on their way. */
type EarlyParameters = Omit<SaleViewParameters, 'session' | 'messages'> & {
  session: SaleSession | null
  messages: OfframpMessages | null
}

/** Joins session, status and deposit into what is on show. */
export function useSaleView(parameters: SaleViewParameters): SaleView
export function useSaleView(parameters: EarlyParameters): SaleView | null
export function useSaleView(parameters: EarlyParameters): SaleView | null {
  const { config, session, sale, openIn, messages } = parameters
  const { button } = useMessagesSource(config)
  const look = () => session?.snapshot ?? nothing
  const snapshot = useSyncExternalStore(session?.subscribe ?? never, look, look)
  const online = useOnline()
  const orderId = snapshot.orderId ?? undefined
  const { data: known, error, isFetching, refetch } = useOfframpStatus({ config, orderId })
  // Whoever is told that there is no such order may be somebody else by now: nothing of it is shown from memory.
  const data = error?.code === 'not_found' ? undefined : known
  const deposit = useOfframpDeposit({ config, orderId })
  const queryClient = useQueryClient()

  const onHint = useCallback(
    async (hint: 'returned' | 'declared' | 'closed') => {
      const orderId = session?.snapshot.orderId
      if (!orderId) return
      // A closed window says nothing about the order: whoever gave up there has not come back from it.
      if (hint !== 'closed') {
        const backend = await runtimeOf(config).backend()
        const { facts } = await backend.getOrder({ orderId, [hint]: true })
        // A backend that keeps no such word would let a wallet be asked for the same deposit.
        if (hint === 'declared' && !facts.steps.declared) throw new Error('The backend did not keep it.')
      }
      await queryClient.invalidateQueries({ queryKey: ['offrampStatus', { orderId }] })
    },
    [config, queryClient, session],
  )
  useEffect(() => session?.attach((hint) => void onHint(hint).catch(() => undefined)), [session, onHint])

  return useMemo(() => {
    if (!session || !messages) return null
    const open = () => openBlank(openIn, button)
    return {
      config,
      screen: screenOf({ sale: snapshot, status: data, failed: error !== null, deposit }),
      sale,
      ...snapshot,
      online,
      status: data,
      statusError: error ? toOfframpError(error) : null,
      reading: isFetching,
      deposit,
      messages,
      begin() {
        const known = session.foreseen(sale)
        if (known) session.stop(sale, known)
        else session.begin(sale, mayOpen(config, sale.provider) ? open() : undefined, openIn)
      },
      reopen: () => session.reopen(open(), openIn, data?.order ?? null),
      confirmed: () => void onHint('returned').catch(() => undefined),
      declare: () => onHint('declared'),
      submit: (values) => session.submit(values),
      checkAgain: () => void refetch(),
      linkTaken: () => session.linkTaken(),
      show: (shown) => session.show(shown),
      forget: () => session.forget(),
    }
  }, [
    snapshot,
    data,
    error,
    isFetching,
    deposit,
    online,
    sale,
    messages,
    config,
    openIn,
    button,
    session,
    refetch,
    onHint,
  ])
}
