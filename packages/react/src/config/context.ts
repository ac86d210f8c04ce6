'use client'
import { createContext } from 'react'
import type { OfframpConfig } from './createOfframpConfig.ts'

/** Holds the config alone: state lives in TanStack Query and in the browser's ledger. */
export const OfframpContext: React.Context<OfframpConfig | undefined> = createContext<
  OfframpConfig | undefined
>(undefined)
