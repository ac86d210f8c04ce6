// Apart from the main entry so that a bundler takes this drop-in alone.
'use client'

export { OfframpDialog, type OfframpDialogProps } from '../components/offramp-dialog/OfframpDialog.tsx'
