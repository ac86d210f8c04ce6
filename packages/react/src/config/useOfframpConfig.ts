'use client'
import { OfframpError } from '@offrampkit/core'
import { useContext } from 'react'
import { OfframpContext } from './context.ts'
import type { OfframpConfig } from './createOfframpConfig.ts'
import type { ResolvedRegister } from './register.ts'

/** Every hook takes a config of its own, past the context. */
export interface ConfigParameter<config extends OfframpConfig = OfframpConfig> {
  config?: config | undefined
}

export type UseOfframpConfigReturnType<config extends OfframpConfig = OfframpConfig> = config

/**
 * The nearest `OfframpProvider`'s config.
 *
 * @throws OfframpError `missing_context` outside of a provider
 * @example const config = useOfframpConfig()
 */
export function useOfframpConfig<config extends OfframpConfig = ResolvedRegister['config']>(
  parameters: ConfigParameter<config> = {},
): UseOfframpConfigReturnType<config> {
  const found = useContext(OfframpContext)
  const config = parameters.config ?? found
  if (config) return config as config
  throw new OfframpError({
    code: 'missing_context',
    message: '`useOfframpConfig` must be used within `OfframpProvider`.',
    action:
      'Wrap the app in <OfframpProvider config={config}>, inside WagmiProvider and QueryClientProvider.',
  })
}
