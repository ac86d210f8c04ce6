'use client'
import { useEffect, useState } from 'react'
import type { MessagesSource, OfframpMessages } from '../messages/messages.ts'

interface Loaded<parts> {
  /** `null` until code and texts are there. */
  loaded: { parts: parts; messages: OfframpMessages } | null
  failed: boolean
  /** Loads again what did not come. */
  retry(): void
}

/**
 * The code and the texts of a component that an app shows, loaded when it is first shown.
 *
 * @param load - the same function each time
 */
export function useLoaded<parts>(source: MessagesSource, load: () => Promise<parts>): Loaded<parts> {
  const [loaded, setLoaded] = useState<Loaded<parts>['loaded']>(null)
  const [failed, setFailed] = useState(false)
  const [tries, setTries] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each further try loads again
  useEffect(() => {
    let wanted = true
    Promise.all([load(), source.load()]).then(
      ([parts, messages]) => {
        if (!wanted) return
        setLoaded({ parts, messages })
        setFailed(false)
      },
      () => wanted && setFailed(true),
    )
    return () => {
      wanted = false
    }
  }, [source, load, tries])
  return { loaded, failed, retry: () => setTries(tries + 1) }
}
