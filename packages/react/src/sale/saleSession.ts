import { type OfframpError, toOfframpError } from '@offrampkit/core'
import type { OrderView } from '@offrampkit/core/api'
import type { Config } from 'wagmi'
import {
  type CreateOfframpSessionParameters,
  createOfframpSession,
  type FormValues,
} from '../actions/createOfframpSession.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { present } from '../opener/present.ts'
import type { OpenIn, ProviderWindow } from '../opener/providerWindow.ts'
import {
  noteOpens,
  onOpenOrder,
  parseOpenOrder,
  readOpenOrderText,
  writeOpenOrder,
} from '../order/openOrder.ts'
import type { SessionStep } from '../order/sessionStep.ts'
import { openReturnChannel } from '../returning/returnChannel.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'
import { checkSale, type SaleParameters } from './preflight.ts'

/**
 * What this page does towards the deposit, beside where the order stands.
 * `following`: nothing; the order's status tells.
 */
export type SalePhase =
  | { name: 'idle' | 'opening' | 'redirecting' | 'following' }
  | {
      name: 'form'
      step: Extract<SessionStep, { kind: 'form' }>
      sending: boolean
      /** Why the last answers were not taken. */
      refused: OfframpError | null
    }
  /** `blocked`: a window was asked for, and the browser opened none. */
  | { name: 'link'; url: string; blocked: boolean }
  | { name: 'stopped'; error: OfframpError }

export interface SaleSnapshot {
  phase: SalePhase
  orderId: string | null
  /** Whether the panel is open. */
  shown: boolean
  /** The provider's window was closed: a hint that the user is done there, or gave up. */
  windowClosed: boolean
}

/** The window that a click opened. `null`: the browser blocked it; `undefined`: none was asked for. */
type Opened = ProviderWindow | null | undefined

/** One button's sale. Everything in it starts from a click; resuming an order is reading it. */
export interface SaleSession {
  readonly snapshot: SaleSnapshot
  subscribe(onChange: () => void): () => void
  /** A new sale, in the window that the click opened. */
  begin(sale: SaleParameters, opened: Opened, openIn: OpenIn): void
  /** A fresh session of the order, in the window that the click opened. */
  reopen(opened: Opened, openIn: OpenIn, order: OrderView | null): void
  submit(values: FormValues): void
  show(shown: boolean): void
  /** The link was clicked: its address works once. */
  linkTaken(): void
  /** Forgets an order that has ended, or that is not this user's. */
  forget(): void
  /** Reads whether the balance suffices, so that a sale that cannot be paid opens nothing. */
  foresee(sale: SaleParameters): void
  /** What the last look at this very sale found wrong, if it did. */
  foreseen(sale: SaleParameters): OfframpError | null
  /** Shows why a sale is not begun, and looks again for the next click. */
  stop(sale: SaleParameters, error: OfframpError): void
  /** Starts listening for hints that the user is done at the provider; the result ends it. */
  attach(onHint: (hint: 'returned' | 'closed') => void): () => void
}

export interface SaleSessionParts {
  config: OfframpConfig
  wagmi: Config
  provider: string
  /** Carries this order on, and not the one that this browser has noted as open. */
  orderId?: string | undefined
}

/** The sales of this page, by their effects alone: never on a server. */
const attached = new Set<() => SaleSnapshot>()

export function createSaleSession({ config, wagmi, provider, orderId }: SaleSessionParts): SaleSession {
  const listeners = new Set<() => void>()
  // As not shown: nothing else on the page that sells through this provider opens by it.
  if (orderId !== undefined) writeOpenOrder(config, provider, { orderId, shown: false })
  const noted = parseOpenOrder(readOpenOrderText(config, provider))
  let snapshot: SaleSnapshot = {
    phase: { name: noted ? 'following' : 'idle' },
    orderId: noted?.orderId ?? null,
    shown: noted?.shown ?? false,
    windowClosed: false,
  }
  let providerWindow: ProviderWindow | null = null
  // A window may look closed to us for good when its page isolates itself, so having opened one is kept apart.
  let openedOne = false
  let busy = false
  let foresight: { key: string; error: OfframpError | null } | null = null

  function set(change: Partial<SaleSnapshot>) {
    snapshot = { ...snapshot, ...change }
    for (const listener of listeners) listener()
  }
  const mine = () => snapshot
  /** Where another button or dialog of this page shows the order, this one stays as it is. */
  const isShownElsewhere = (orderId: string) =>
    [...attached].some((one) => one !== mine && one().shown && one().orderId === orderId)
  function note(orderId: string | null, shown: boolean) {
    writeOpenOrder(config, provider, orderId === null ? null : { orderId, shown })
  }

  /** One thing at a time: a second click while the first is worked on does nothing. */
  async function work(opened: Opened, task: () => Promise<void>) {
    if (busy) return opened?.close()
    busy = true
    set({ phase: { name: 'opening' }, shown: true, windowClosed: false })
    try {
      await task()
    } catch (error) {
      opened?.close()
      set({ phase: { name: 'stopped', error: toOfframpError(error) } })
    } finally {
      busy = false
    }
  }

  async function next(
    parameters: CreateOfframpSessionParameters,
    opened: Opened,
    openIn: OpenIn,
    known: OrderView | null,
  ): Promise<void> {
    const { order, step } = await createOfframpSession(config, parameters, async (made) => {
      const depositor = await runtimeOf(config).depositor(chainsPortOf(wagmi))
      await depositor.claim(made.orderId)
      set({ orderId: made.orderId })
      note(made.orderId, true)
    })
    // Another tab's order has taken its place here meanwhile: this step is none of its.
    if (step.orderId !== snapshot.orderId) return opened?.close()
    if (step.kind !== 'open') {
      opened?.close()
      noteOpens(config, provider, false)
      const form = step.kind === 'form'
      set({ phase: form ? { name: 'form', step, sending: false, refused: null } : { name: 'following' } })
      return
    }
    noteOpens(config, provider, true)
    const capabilities = (order ?? known)?.capabilities ?? null
    const remembers = parseOpenOrder(readOpenOrderText(config, provider))?.orderId === step.orderId
    const assign = (url: string) => window.location.assign(url)
    const how = present(step, { opened, openIn, capabilities, remembers, assign })
    if (how === 'window') {
      providerWindow = opened ?? null
      openedOne = true
    }
    if (how === 'link') {
      const blocked = opened === null && step.modes.some((mode) => mode === 'popup' || mode === 'tab')
      set({ phase: { name: 'link', url: step.takeUrl() ?? '', blocked } })
    } else set({ phase: { name: how === 'redirect' ? 'redirecting' : 'following' } })
  }

  return {
    get snapshot() {
      return snapshot
    },
    subscribe(onChange) {
      listeners.add(onChange)
      return () => listeners.delete(onChange)
    },
    begin: (sale, opened, openIn) =>
      void work(opened, async () => {
        const { sender } = await checkSale(config, wagmi, sale)
        await next({ ...sale, sender }, opened, openIn, null)
      }),
    reopen: (opened, openIn, order) =>
      void work(opened, async () => {
        if (snapshot.orderId) await next({ orderId: snapshot.orderId }, opened, openIn, order)
      }),
    submit(values) {
      const { phase, orderId } = snapshot
      if (phase.name !== 'form' || phase.sending || phase.step.orderId !== orderId) return
      set({ phase: { ...phase, sending: true } })
      next({ orderId, values }, undefined, 'auto', null).catch((error: unknown) => {
        // The form stays as it was filled in when its answers were not taken.
        if (snapshot.orderId === orderId)
          set({ phase: { ...phase, sending: false, refused: toOfframpError(error) } })
      })
    },
    show(shown) {
      if (snapshot.phase.name === 'stopped' && !shown)
        set({ phase: { name: snapshot.orderId ? 'following' : 'idle' } })
      set({ shown })
      if (snapshot.orderId) note(snapshot.orderId, shown)
    },
    linkTaken: () => set({ phase: { name: 'following' } }),
    forget() {
      providerWindow = null
      set({ phase: { name: 'idle' }, orderId: null, shown: false, windowClosed: false })
      note(null, false)
    },
    foresee(sale) {
      const key = JSON.stringify([sale, wagmi.state.current])
      checkSale(config, wagmi, sale).then(
        () => {
          foresight = { key, error: null }
        },
        (error: unknown) => {
          foresight = { key, error: toOfframpError(error) }
        },
      )
    },
    foreseen(sale) {
      const error = foresight?.key === JSON.stringify([sale, wagmi.state.current]) ? foresight.error : null
      return error?.retryable ? null : error
    },
    stop(sale, error) {
      set({ phase: { name: 'stopped', error }, shown: true })
      this.foresee(sale)
    },
    attach(onHint) {
      attached.add(mine)
      const stopNotes = onOpenOrder(() => {
        const now = parseOpenOrder(readOpenOrderText(config, provider))
        if (now && now.orderId !== snapshot.orderId && !busy)
          set({
            orderId: now.orderId,
            shown: now.shown && !isShownElsewhere(now.orderId),
            phase: { name: 'following' },
          })
      })
      const channel = openReturnChannel(config, ({ type, orderId }) => {
        if (type !== 'returned' || orderId !== snapshot.orderId) return
        if (openedOne) channel.post({ type: 'heard', orderId })
        providerWindow?.close()
        providerWindow = null
        // The user may have gone on before the page that leads back was there: a form is further, and what is typed in it stays.
        const phase: SalePhase = snapshot.phase.name === 'form' ? snapshot.phase : { name: 'following' }
        set({ phase, shown: !isShownElsewhere(orderId), windowClosed: false })
        onHint('returned')
      })
      const watch = setInterval(() => {
        if (!providerWindow?.closed) return
        providerWindow = null
        set({ windowClosed: true })
        onHint('closed')
      }, 1_000)
      return () => {
        attached.delete(mine)
        stopNotes()
        channel.close()
        clearInterval(watch)
      }
    },
  }
}
