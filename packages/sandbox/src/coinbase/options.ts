import type { SandboxChain } from '../chain/describe.ts'
import { fromFixed } from '../decimal.ts'
import { COUNTRIES, currenciesOf, findCountry, sellCurrencies } from './catalog.ts'
import { statusError } from './errors.ts'
import { limitsOf } from './pricing.ts'

/** `GET /onramp/v1/sell/config`: no wrapper, no names, no limits. */
export function sellConfig(): Response {
  return Response.json({
    countries: COUNTRIES.map((country) => ({
      id: country.id,
      subdivisions: country.subdivisions,
      payment_methods: country.methods.map((id) => ({ id })),
    })),
  })
}

/** `GET /onramp/v1/sell/options?country=…[&subdivision=…][&networks=…]`: everything is a string. */
export function sellOptions(
  query: URLSearchParams,
  chains: readonly SandboxChain[],
  publicUrl: string,
): Response {
  const country = findCountry(query.get('country') ?? '')
  if (country === null) return statusError(400, 'country is required and must be supported')
  if (country.id === 'US' && !country.subdivisions.includes(query.get('subdivision') ?? '')) {
    return statusError(400, 'subdivision is required for US')
  }
  const networks = query.getAll('networks').flatMap((n) => n.split(','))
  const wanted = (name: string) => networks.length === 0 || networks.includes(name)
  return Response.json({
    cashout_currencies: currenciesOf(country).map((id) => ({
      id,
      icon_url: `${publicUrl}/assets/${id.toLowerCase()}.svg`,
      limits: country.methods.map((method) => {
        const { min, max } = limitsOf(method, id)
        return { id: method, min: fromFixed(min), max: fromFixed(max) }
      }),
    })),
    sell_currencies: sellCurrencies(chains, publicUrl)
      .map((row) => ({ ...row, networks: row.networks.filter((n) => wanted(n.name)) }))
      .filter((row) => row.networks.length > 0),
  })
}
