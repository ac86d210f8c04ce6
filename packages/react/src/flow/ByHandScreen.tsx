'use client'
import { type ReactNode, useCallback, useEffect, useState } from 'react'
import { useMessagesSource } from '../config/useMessagesSource.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { Button } from './Actions.tsx'
import { Foot } from './Foot.tsx'
import { StageScreen } from './StageScreen.tsx'
import { textOf } from './saleFacts.ts'

/** The panel, and what checks an address before it is shown: neither is of use without the other. */
const loadPanel = () =>
  Promise.all([import('../components/manual-deposit/ManualDeposit.tsx'), import('@offrampkit/core/payment')])
type Loaded = Awaited<ReturnType<typeof loadPanel>>

/** A deposit that the user sends by hand. What draws it is loaded for those who need it. */
export function ByHandScreen({ view }: { view: SaleView }): ReactNode {
  const { config, screen, status } = view
  const { button } = useMessagesSource(config)
  const [loaded, setLoaded] = useState<Loaded | 'failed' | null>(null)
  const load = useCallback(() => {
    setLoaded(null)
    loadPanel().then(setLoaded, () => setLoaded('failed'))
  }, [])
  useEffect(load, [load])
  const binding = status?.binding
  const instruction = binding?.state === 'ready' ? binding.instruction : null
  let panel: ReactNode = null
  if (instruction && loaded && loaded !== 'failed') {
    const [{ ManualDeposit }, payment] = loaded
    const declared = screen === 'declared'
    panel = <ManualDeposit view={view} instruction={instruction} payment={payment} declared={declared} />
  }
  if (screen === 'declared') return <StageScreen view={view}>{panel}</StageScreen>
  if (panel) return panel
  const { title, body } = textOf(view)
  return (
    <>
      <h3 className="ofk-title">{title}</h3>
      <p className="ofk-body">{body}</p>
      <Foot view={view}>
        <Button onClick={load} busy={loaded === null} disabled={loaded === null}>
          {loaded === null ? view.messages.panel.loading : button.failedToLoad}
        </Button>
      </Foot>
    </>
  )
}
