import type { SellOptions } from '@offrampkit/core/api'
import { useOfframpConfig } from '@offrampkit/react'
import { mergedOptions, type Offered } from '@offrampkit/react/card'
import { getOfframpOptionsQueryOptions } from '@offrampkit/react/query'
import { useQueries } from '@tanstack/react-query'

export interface OfferedOptions {
  /** What is on offer, as far as it is known; `undefined` until the first provider has told. */
  data: Offered | undefined
  /** Who pays at all in the chosen place, in the order in which they were asked. */
  serving: readonly string[]
  /** Who has told where they pay, and that it is not there. */
  absent: readonly string[]
  /** Everybody has answered, or failed to. */
  complete: boolean
  /** Why nothing is on offer; one provider that does not answer takes nothing from the others. */
  error: Error | null
}

/** Asks all providers at once what they offer in a place. */
export function useOffered(
  providers: readonly string[],
  place: { country: string; subdivision?: string },
): OfferedOptions {
  const config = useOfframpConfig()
  const asked = useQueries({
    queries: providers.map((provider) => getOfframpOptionsQueryOptions(config, { provider, ...place })),
  })
  const told = asked.flatMap(({ data }): SellOptions[] => (data ? [data] : []))
  return {
    data: told.length > 0 ? mergedOptions(told) : undefined,
    serving: told.filter(({ currencies }) => currencies.length > 0).map(({ provider }) => provider),
    absent: told.flatMap(({ provider, countries }) =>
      countries.some(({ id }) => id === place.country) ? [] : [provider],
    ),
    complete: asked.every(({ isPending, isPlaceholderData }) => !isPending && !isPlaceholderData),
    error: told.length > 0 ? null : (asked.find(({ error }) => error)?.error ?? null),
  }
}
