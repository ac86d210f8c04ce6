import { type OfframpError, toOfframpError } from '@offrampkit/core'
import type { SellOptions } from '@offrampkit/core/api'
import { useQueries } from '@tanstack/react-query'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { getOfframpOptionsQueryOptions } from '../queries/getOfframpOptions.ts'
import { mergedOptions, type Offered } from './mergedOptions.ts'

export interface OfferedOptions {
  /** What is on offer, as far as it is known; `undefined` until the first provider has told. */
  data: Offered | undefined
  /** What each provider that has answered told. */
  told: readonly SellOptions[]
  /** Who has told where they pay, and that it is not there. */
  absent: readonly string[]
  /** Everybody has answered, or failed to. */
  complete: boolean
  /** Why nothing is on offer; one provider that does not answer takes nothing from the others. */
  error: OfframpError | null
  /** Asks those again who did not answer. */
  retry(): void
}

/** Asks all providers at once what they offer in a place. What the registry does not know is left out: it could not be sent. */
export function useOffered(
  config: OfframpConfig,
  providers: readonly string[],
  place: { country: string; subdivision: string },
): OfferedOptions {
  const { country, subdivision } = place
  const asked = useQueries({
    queries: providers.map((provider) =>
      getOfframpOptionsQueryOptions(config, {
        provider,
        ...(country ? { country } : {}),
        ...(subdivision ? { subdivision } : {}),
      }),
    ),
  })
  const told = asked.flatMap(({ data }): SellOptions[] =>
    data
      ? [
          {
            ...data,
            assets: data.assets.filter(({ network, symbol }) => config.registry.bySymbol(network, symbol)),
          },
        ]
      : [],
  )
  const failed = asked.find(({ error }) => error)
  return {
    data: told.length > 0 ? mergedOptions(told) : undefined,
    told,
    absent: told.flatMap(({ provider, countries }) =>
      countries.some(({ id }) => id === country) ? [] : [provider],
    ),
    complete: asked.every(({ isPending, isPlaceholderData }) => !isPending && !isPlaceholderData),
    error: told.length === 0 && failed?.error ? toOfframpError(failed.error) : null,
    retry() {
      for (const { error, refetch } of asked) if (error) void refetch()
    },
  }
}
