'use client'
import { type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { GetOfframpOptionsErrorType } from '../actions/getOfframpOptions.ts'
import { type ConfigParameter, useOfframpConfig } from '../config/useOfframpConfig.ts'
import {
  type GetOfframpOptionsData,
  type GetOfframpOptionsOptions,
  getOfframpOptionsQueryOptions,
} from '../queries/getOfframpOptions.ts'

export type UseOfframpOptionsParameters<selectData = GetOfframpOptionsData> =
  GetOfframpOptionsOptions<selectData> & ConfigParameter
export type UseOfframpOptionsReturnType<selectData = GetOfframpOptionsData> = UseQueryResult<
  selectData,
  GetOfframpOptionsErrorType
>

/**
 * What a provider offers in a country: methods, currencies with limits, and assets that this app can send.
 *
 * @example const options = useOfframpOptions({ provider: 'coinbase', country: 'US', subdivision: 'NY' })
 */
export function useOfframpOptions<selectData = GetOfframpOptionsData>(
  parameters: UseOfframpOptionsParameters<selectData> = {},
): UseOfframpOptionsReturnType<selectData> {
  const config = useOfframpConfig(parameters)
  return useQuery(getOfframpOptionsQueryOptions(config, parameters))
}
