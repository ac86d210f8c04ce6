'use client'
import { createContext } from 'react'
import type { MessagesSource } from '../messages/messages.ts'
import type { OfframpConfig } from './createOfframpConfig.ts'

/** Holds the config alone: state lives in TanStack Query and in the browser's ledger. */
export const OfframpContext: React.Context<OfframpConfig | undefined> = createContext<
  OfframpConfig | undefined
>(undefined)

/** The reader's texts, where the provider is handed any. */
export const MessagesContext: React.Context<MessagesSource | undefined> = createContext<
  MessagesSource | undefined
>(undefined)
