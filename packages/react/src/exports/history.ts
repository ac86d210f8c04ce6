// Apart from the main entry so that a bundler takes this drop-in alone.
'use client'

export type {
  OfframpHistoryElementProps,
  OfframpHistoryProps,
  OfframpHistoryState,
} from '../components/offramp-history/historyProps.ts'
export { OfframpHistory } from '../components/offramp-history/OfframpHistory.tsx'
