import type { SellRequest } from '@offrampkit/core/order'

type Parsed = Omit<SellRequest, 'subdivision' | 'method'> & {
  subdivision?: string | undefined
  method?: string | undefined
}

/** A parsed wish without the fields that were left out, so that equal wishes are equal JSON. */
export function sellRequestOf({ subdivision, method, ...rest }: Parsed): SellRequest {
  return {
    ...rest,
    ...(subdivision === undefined ? {} : { subdivision }),
    ...(method === undefined ? {} : { method }),
  }
}
