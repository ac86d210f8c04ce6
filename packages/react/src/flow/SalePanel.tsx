'use client'
import type { ReactNode } from 'react'
import { isReviewed } from '../sale/screen.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { ByHandScreen } from './ByHandScreen.tsx'
import { FormScreen } from './FormScreen.tsx'
import { LinkScreen } from './LinkScreen.tsx'
import { ModalShell } from './ModalShell.tsx'
import { Notices } from './Notices.tsx'
import { ReviewScreen } from './ReviewScreen.tsx'
import { StageScreen } from './StageScreen.tsx'
import { Summary } from './Summary.tsx'
import { textOf } from './saleFacts.ts'
import { Timeline } from './Timeline.tsx'
import { WalletLines } from './WalletLines.tsx'

/** The sale in a dialog. Escape hides it; the order goes on, and the button shows it again. */
export function SalePanel({ view }: { view: SaleView }): ReactNode {
  const { messages, screen, shown, show } = view
  return (
    <ModalShell
      shown={shown}
      onClose={() => show(false)}
      texts={messages}
      title={messages.panel.title}
      close={messages.panel.close}
      screen={screen}
      light={screen !== 'form'}
    >
      <SaleSheet view={view} />
    </ModalShell>
  )
}

/** What is inside of the dialog. */
export function SaleSheet({ view }: { view: SaleView }): ReactNode {
  const { phase, screen } = view
  // Its title is the server's.
  const lang = screen === 'form' && phase.name === 'form' ? (phase.step.lang ?? 'en') : undefined
  return (
    <>
      {!underReview(view) && <Summary view={view} />}
      <Timeline view={view} />
      <Notices view={view} />
      <p className="ofk-announce" role="status" lang={lang}>
        {textOf(view).title}
      </p>
      <div className="ofk-screen" key={screen}>
        <Screen view={view} />
      </div>
    </>
  )
}

function Screen({ view }: { view: SaleView }): ReactNode {
  switch (view.screen) {
    case 'form':
      return <FormScreen view={view} />
    case 'link':
      return <LinkScreen view={view} />
    case 'by_hand':
    case 'declared':
      return <ByHandScreen view={view} />
    case 'prompting':
      return (
        <StageScreen view={view}>
          <WalletLines view={view} />
        </StageScreen>
      )
    default:
      return isReviewed(view.screen) ? <ReviewScreen view={view} /> : <StageScreen view={view} />
  }
}

/** The full details say everything that the summary does, and more. */
function underReview({ deposit, screen }: SaleView): boolean {
  if (screen === 'by_hand') return true
  const looking = deposit.state === 'checking' || deposit.state === 'ready' || deposit.state === 'failed'
  return looking && isReviewed(screen)
}
