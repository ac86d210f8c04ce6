'use client'
import { type UseMutationResult, useMutation } from '@tanstack/react-query'
import { useConfig } from 'wagmi'
import type { CreateOfframpSessionErrorType } from '../actions/createOfframpSession.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import {
  type CreateOfframpSessionData,
  type CreateOfframpSessionOptions,
  type CreateOfframpSessionVariables,
  createOfframpSessionMutationOptions,
} from '../queries/createOfframpSession.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'

export type UseOfframpSessionParameters<context = unknown> = CreateOfframpSessionOptions<context> &
  ConfigParameter
export type UseOfframpSessionReturnType<context = unknown> = UseMutationResult<
  CreateOfframpSessionData,
  CreateOfframpSessionErrorType,
  CreateOfframpSessionVariables,
  context
>

/**
 * Makes the order of a sale and its next step; asked with an order's id, a fresh step of that order. Open a window in
 * the click itself, before calling it: after an `await` browsers block it.
 *
 * @example
 * ```tsx
 * const session = useOfframpSession()
 * const opened = window.open('about:blank', '_blank', 'popup,width=460,height=720')
 * session.mutate(sale, {
 *   onSuccess: ({ step }) => step.kind === 'open' && opened?.location.replace(step.takeUrl() ?? ''),
 * })
 * ```
 */
export function useOfframpSession<context = unknown>(
  parameters: UseOfframpSessionParameters<context> = {},
): UseOfframpSessionReturnType<context> {
  const config = useOfframpConfig(parameters)
  const chains = chainsPortOf(useConfig())
  return useMutation(
    createOfframpSessionMutationOptions(config, {
      ...parameters,
      onOrder: async (order) => {
        // Takes the order into this browser's ledger: where the backend keeps none, only this browser may send.
        const depositor = await runtimeOf(config).depositor(chains)
        await depositor.claim(order.orderId)
        await parameters.onOrder?.(order)
      },
    }),
  )
}
