'use client'
import { useEffect, useState } from 'react'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { useMessagesSource } from '../config/useMessagesSource.ts'
import type { MessagesSource, OfframpMessages } from '../messages/messages.ts'

interface HeldTexts {
  source: MessagesSource
  messages: OfframpMessages
}

/** The texts on show. Where the page changes its language, the old ones stay until the new ones are there. */
export function useTexts(config: OfframpConfig, first: HeldTexts): OfframpMessages {
  const source = useMessagesSource(config)
  const [held, setHeld] = useState(first)
  useEffect(() => {
    if (held.source === source) return
    let wanted = true
    source.load().then(
      (messages) => wanted && setHeld({ source, messages }),
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [source, held])
  return held.messages
}
