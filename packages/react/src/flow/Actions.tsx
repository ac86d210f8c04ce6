import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { Foot } from './Foot.tsx'
import { astrayTransfer, depositHash, factsOf, isUnconfirmed, requestOf } from './saleFacts.ts'

/** What can be done on a screen of words. The first one is the one to do. */
export function Actions({ view }: { view: SaleView }): ReactNode {
  const { deposit, messages, screen, status, reading, orderId } = view
  const { actions, open } = messages
  const checkAgain = (
    <Button onClick={view.checkAgain} busy={reading} key="check">
      {reading ? actions.checking : actions.checkAgain}
    </Button>
  )
  const startAgain = (
    <Button onClick={() => restart(view)} key="again">
      {actions.startAgain}
    </Button>
  )
  const tryAgain = (
    <Button onClick={view.begin} key="try">
      {actions.tryAgain}
    </Button>
  )
  const hide = (
    <Button variant="quiet" onClick={() => view.show(false)} key="hide">
      {actions.hide}
    </Button>
  )
  const done = (quiet: boolean) => (
    <Button variant={quiet ? 'quiet' : undefined} onClick={view.forget} key="done">
      {actions.done}
    </Button>
  )
  const reopen = (label: string, quiet: boolean) => (
    <Button variant={quiet ? 'quiet' : undefined} onClick={view.reopen} key="open">
      {label}
    </Button>
  )
  const startNew = (
    <Button onClick={() => restart(view)} variant="plain" key="new">
      {actions.startNew}
    </Button>
  )
  const attest = status?.attestable && (
    <Button variant="quiet" onClick={() => void deposit.attest().catch(view.checkAgain)} key="attest">
      {actions.cancelledInWallet}
    </Button>
  )
  const opens = status?.order.capabilities.open.some((mode) => mode !== 'embed') ?? true

  const list: ReactNode[] = (() => {
    switch (screen) {
      case 'idle':
        return [
          <Button onClick={view.begin} key="begin">
            {messages.panel.title}
          </Button>,
        ]
      case 'preparing':
        return [opens && reopen(open.continueWith(factsOf(view).provider), false), startNew]
      case 'at_provider': {
        const unconfirmed = isUnconfirmed(view)
        return [
          unconfirmed && (
            <Button onClick={view.confirmed} key="confirmed">
              {open.confirmed}
            </Button>
          ),
          opens && reopen(open.again, unconfirmed || !view.windowClosed),
          startNew,
        ]
      }
      case 'awaiting_order':
        // Back without an order there: whoever cancelled, or lost the page, can go on.
        return Object.keys(status?.order.facts.rows ?? {}).length === 0
          ? [opens && reopen(open.again, true), startNew]
          : []
      case 'stopped': {
        const code = view.phase.name === 'stopped' ? view.phase.error.code : null
        if (!orderId) return [tryAgain, hide]
        if (code === 'identity_rejected') return [hide, startNew]
        return [reopen(code === 'identity_unverified' ? actions.checkAgain : open.again, false), hide]
      }
      case 'unreachable':
        return [checkAgain, view.statusError?.code === 'not_found' ? done(true) : hide]
      case 'prompting':
        return [attest]
      case 'outcome_unknown':
        return [checkAgain, attest]
      case 'declared':
        return [checkAgain]
      case 'ended_by_hand':
        return [checkAgain, startNew, done(true)]
      case 'expired_unknown':
        // The order is over: it stays watched by the server, and a new one is another address.
        return [checkAgain, startNew]
      case 'failed_unsent':
      case 'cancelled_unsent':
      case 'expired_unsent':
        return [startAgain, done(true)]
      case 'paid':
      case 'credited':
        return [done(false), <Transaction view={view} key="tx" />]
      case 'included':
      case 'final_onchain':
      case 'provider_received':
      case 'broadcast':
        return [<Transaction view={view} key="tx" />]
      case 'needs_attention':
        return [<Transaction view={view} key="tx" />, hide, startNew]
      case 'armed':
        return [hide]
      default:
        return []
    }
  })()
  return (
    <>
      {attest && list.includes(attest) && <p className="ofk-fine">{actions.cancelledNote}</p>}
      <Foot view={view}>{list.some(Boolean) && list}</Foot>
    </>
  )
}

/** Ends what has ended and begins anew, in one click. */
function restart(view: SaleView): void {
  if (view.orderId) view.forget()
  view.begin()
}

/** A link to the transaction, where the network has an explorer. */
function Transaction({ view }: { view: SaleView }): ReactNode {
  const astray = astrayTransfer(view)
  const explorer = view.config.registry.network((astray ?? requestOf(view)).network)?.explorer
  const hash = astray?.txHash ?? depositHash(view)
  if (!explorer || !hash) return null
  return (
    <a
      className="ofk-button"
      data-variant="quiet"
      href={explorer.replace('%s', encodeURIComponent(hash))}
      target="_blank"
      rel="noopener noreferrer"
    >
      {view.messages.actions.transaction}
    </a>
  )
}

export function Button(props: {
  children: ReactNode
  onClick(): void
  /** `quiet`: beside the one to do; `plain`: what leads away from it. */
  variant?: 'quiet' | 'plain' | undefined
  busy?: boolean
  disabled?: boolean
}): ReactNode {
  const { children, onClick, variant, busy = false, disabled = false } = props
  return (
    <button
      type="button"
      className="ofk-button"
      data-variant={variant}
      aria-busy={busy}
      disabled={disabled}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
