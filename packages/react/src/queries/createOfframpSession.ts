import type { OrderView } from '@offrampkit/core/api'
import type { MutateFunction, MutationOptions } from '@tanstack/react-query'
import {
  type CreateOfframpSessionErrorType,
  type CreateOfframpSessionParameters,
  type CreateOfframpSessionReturnType,
  createOfframpSession,
} from '../actions/createOfframpSession.ts'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import type { MutationParameter } from './queryOptions.ts'

export type CreateOfframpSessionVariables = CreateOfframpSessionParameters
export type CreateOfframpSessionData = CreateOfframpSessionReturnType
export type CreateOfframpSessionOptions<context = unknown> = MutationParameter<
  CreateOfframpSessionData,
  CreateOfframpSessionErrorType,
  CreateOfframpSessionVariables,
  context
> & {
  /** Called as soon as the order exists, before its session is asked for. */
  onOrder?: ((order: OrderView) => void | Promise<void>) | undefined
}
export type CreateOfframpSessionMutate<context = unknown> = (
  ...parameters: Parameters<CreateOfframpSessionMutateAsync<context>>
) => void
export type CreateOfframpSessionMutateAsync<context = unknown> = MutateFunction<
  CreateOfframpSessionData,
  CreateOfframpSessionErrorType,
  CreateOfframpSessionVariables,
  context
>
export type CreateOfframpSessionMutationOptions<context = unknown> = Omit<
  MutationOptions<
    CreateOfframpSessionData,
    CreateOfframpSessionErrorType,
    CreateOfframpSessionVariables,
    context
  >,
  'throwOnError'
>

/**
 * Mutation options that make an order and its session. Never retried by itself and never paused for a network, whatever
 * the app's defaults are; nothing of it stays in the cache.
 *
 * @example useMutation(createOfframpSessionMutationOptions(config))
 */
export function createOfframpSessionMutationOptions<context = unknown>(
  config: OfframpConfig,
  options: CreateOfframpSessionOptions<context> = {},
): CreateOfframpSessionMutationOptions<context> {
  return {
    retry: 0,
    ...options.mutation,
    networkMode: 'always',
    gcTime: 0,
    mutationFn: (variables) => createOfframpSession(config, variables, options.onOrder),
    mutationKey: ['createOfframpSession'],
  }
}
