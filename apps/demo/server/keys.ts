/** Keys of real providers, as far as the environment has them. */
export interface LiveKeys {
  coinbase?: { id: string; secret: string }
  partna?: { apiKey: string; merchant: string; environment: Environment }
  capa?: { apiKey: string; environment: Environment }
}

/** Partna and Capa have a staging world, in which no real money moves. */
type Environment = 'staging' | 'production'

type Variables = Readonly<Record<string, string | undefined>>

/**
 * The keys that are set, or `null` without any: then nothing real is spoken to. Staging, unless `PARTNA_ENVIRONMENT` or
 * `CAPA_ENVIRONMENT` says `production`.
 *
 * @throws Error for half of a pair, or another word for an environment
 * @example readKeys(process.env)?.partna?.environment
 */
export function readKeys(variables: Variables): LiveKeys | null {
  const id = variables.CDP_API_KEY_ID
  const secret = variables.CDP_API_KEY_SECRET
  const apiKey = variables.PARTNA_API_KEY
  const merchant = variables.PARTNA_MERCHANT
  const capaKey = variables.CAPA_API_KEY
  mustBeBoth('CDP_API_KEY_ID', id, 'CDP_API_KEY_SECRET', secret)
  mustBeBoth('PARTNA_API_KEY', apiKey, 'PARTNA_MERCHANT', merchant)
  const keys: LiveKeys = {
    ...(id && secret ? { coinbase: { id, secret } } : {}),
    ...(apiKey && merchant
      ? { partna: { apiKey, merchant, environment: environmentOf(variables, 'PARTNA_ENVIRONMENT') } }
      : {}),
    ...(capaKey
      ? { capa: { apiKey: capaKey, environment: environmentOf(variables, 'CAPA_ENVIRONMENT') } }
      : {}),
  }
  return Object.keys(keys).length > 0 ? keys : null
}

function mustBeBoth(one: string, first: string | undefined, other: string, second: string | undefined): void {
  if (Boolean(first) !== Boolean(second))
    throw new Error(`Set ${one} and ${other}, or neither: one of them alone opens nothing.`)
}

function environmentOf(variables: Variables, name: string): Environment {
  const said = variables[name] || 'staging'
  if (said === 'staging' || said === 'production') return said
  throw new Error(`${name} has to be "staging" or "production".`)
}
