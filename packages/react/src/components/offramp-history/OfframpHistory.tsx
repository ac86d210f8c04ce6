'use client'
import type { ReactNode } from 'react'
import { useLoaded } from '../../config/useLoaded.ts'
import { useMessagesSource } from '../../config/useMessagesSource.ts'
import { useOfframpConfig } from '../../config/useOfframpConfig.ts'
import { HistorySection } from './HistorySection.tsx'
import type { OfframpHistoryProps } from './historyProps.ts'

const loadList = () => import('./HistoryList.tsx').then(({ HistoryList }) => HistoryList)

/**
 * The user's cash-outs, newest first: what was sold, where, with whom, when, and where it stands, in words. Each opens into its steps,
 * its numbers and its receipt, and one that waits for the user can be gone on with. Needs a backend with `listOrders`. Its code
 * is loaded when it is first shown.
 *
 * @example <OfframpHistory />
 */
export function OfframpHistory(props: OfframpHistoryProps): ReactNode {
  const config = useOfframpConfig({ config: props.config })
  const source = useMessagesSource(config)
  const { loaded, failed, retry } = useLoaded(source, loadList)
  if (loaded) return <loaded.parts {...props} config={config} messages={loaded.messages} />
  if (!failed) return <HistorySection {...props} state="loading" />
  return (
    <HistorySection {...props} state="failed">
      <button type="button" className="ofk-button" onClick={retry}>
        {source.button.failedToLoad}
      </button>
    </HistorySection>
  )
}
