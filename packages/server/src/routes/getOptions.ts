import * as z from 'zod/mini'
import { parseFields } from '../guards/body.ts'
import type { Services } from '../services.ts'
import type { Ask } from './route.ts'

/** The query of `getOptions`. */
export const optionsQuerySchema = z.strictObject({
  provider: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,31}$/)),
  country: z.optional(z.string().check(z.regex(/^[A-Z]{2}$/))),
  subdivision: z.optional(z.string().check(z.regex(/^[A-Z0-9]{1,3}$/))),
})

/** Where and what a provider buys. The same for everybody, so it needs no user. */
export async function getOptions({ query }: Ask, { providers, readOptions }: Services): Promise<unknown> {
  const { provider: id, country, subdivision } = parseFields(optionsQuerySchema, Object.fromEntries(query()))
  const provider = providers.require(id)
  return await readOptions(provider, {
    provider: provider.id,
    ...(country === undefined ? {} : { country }),
    ...(subdivision === undefined ? {} : { subdivision }),
  })
}
