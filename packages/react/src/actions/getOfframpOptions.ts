import type { OfframpError } from '@offrampkit/core'
import type { CallOptions, OptionsParameters, SellOptions } from '@offrampkit/core/api'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { runtimeOf } from '../runtime/runtime.ts'

export type GetOfframpOptionsParameters = OptionsParameters
export type GetOfframpOptionsReturnType = SellOptions
export type GetOfframpOptionsErrorType = OfframpError

/**
 * Countries, methods, currencies, assets and limits of a provider.
 *
 * @throws OfframpError the backend's, such as `provider_unavailable`
 * @example const options = await getOfframpOptions(config, { provider: 'coinbase', country: 'US', subdivision: 'NY' })
 */
export async function getOfframpOptions(
  config: OfframpConfig,
  parameters: GetOfframpOptionsParameters,
  call?: CallOptions,
): Promise<GetOfframpOptionsReturnType> {
  const backend = await runtimeOf(config).backend()
  return backend.getOptions(parameters, call)
}
