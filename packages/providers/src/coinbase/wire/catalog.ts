import * as z from 'zod/mini'
import { offered, readAs, record, unreadable, unwrap, word, wordOrNumber } from '../wire.ts'

/** A subdivision is a plain code; some versions wrapped it as `{id}`. */
const code = z.pipe(
  z.transform((value: unknown) => (typeof value === 'string' ? { id: value } : value)),
  record({ id: word }),
)

const configSchema = record({
  countries: offered(
    record({
      id: word,
      subdivisions: z.optional(offered(code)),
      paymentMethods: z.optional(offered(code)),
    }),
  ),
})

const optionsSchema = record({
  cashoutCurrencies: offered(
    record({
      id: word,
      limits: z.optional(offered(record({ id: word, min: word, max: word }))),
    }),
  ),
  sellCurrencies: offered(
    record({
      symbol: word,
      networks: z.optional(
        offered(
          record({
            name: word,
            chainId: z.optional(wordOrNumber),
            contractAddress: z.optional(word),
          }),
        ),
      ),
    }),
  ),
})

export type WireConfig = z.output<typeof configSchema>
export type WireOptions = z.output<typeof optionsSchema>

/** @throws OfframpError `provider_unreadable` */
export function readConfig(body: unknown): WireConfig {
  const read = readAs(configSchema, unwrap(body))
  if (read === null) throw unreadable('its countries')
  return read
}

/** @throws OfframpError `provider_unreadable` */
export function readOptions(body: unknown): WireOptions {
  const read = readAs(optionsSchema, unwrap(body))
  if (read === null) throw unreadable('what it buys')
  return read
}
