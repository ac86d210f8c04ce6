// Apart from the main entry so that a bundler takes this drop-in alone.
'use client'

export { OfframpReceipt } from '../components/offramp-receipt/OfframpReceipt.tsx'
export type {
  OfframpReceiptElementProps,
  OfframpReceiptProps,
  OfframpReceiptState,
} from '../components/offramp-receipt/receiptProps.ts'
