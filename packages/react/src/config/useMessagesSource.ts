'use client'
import { useContext } from 'react'
import type { MessagesSource } from '../messages/messages.ts'
import { MessagesContext } from './context.ts'
import type { OfframpConfig } from './createOfframpConfig.ts'

/** The texts of the nearest `OfframpProvider` that was handed any, else the config's. */
export function useMessagesSource(config: OfframpConfig): MessagesSource {
  return useContext(MessagesContext) ?? config.messages
}
