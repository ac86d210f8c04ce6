import type { SellOptions } from '@offrampkit/core/api'

/** What several providers offer together; whoever does not pay in the chosen country adds its countries alone. */
export type Offered = Omit<SellOptions, 'provider'>

/**
 * One list out of several: whatever any provider offers, once.
 *
 * @example mergedOptions([coinbaseOptions, partnaOptions]).countries
 */
export function mergedOptions(told: readonly SellOptions[]): Offered {
  const countries = new Map<string, SellOptions['countries'][number]>()
  for (const country of told.flatMap((options) => options.countries)) {
    const known = countries.get(country.id)
    countries.set(country.id, {
      id: country.id,
      subdivisions: known?.subdivisions.length ? known.subdivisions : country.subdivisions,
      methods: [...new Set([...(known?.methods ?? []), ...country.methods])],
    })
  }
  const serving = told.filter(({ currencies }) => currencies.length > 0)
  const once = <value>(values: readonly value[], keyOf: (value: value) => string) => [
    ...new Map(values.map((value) => [keyOf(value), value])).values(),
  ]
  return {
    countries: [...countries.values()],
    currencies: once(
      serving.flatMap((options) => options.currencies),
      ({ id }) => id,
    ),
    assets: once(
      serving.flatMap((options) => options.assets),
      ({ symbol, network }) => `${symbol}@${network}`,
    ),
  }
}
