/** How Capa pays in a country. Each has its own fields. */
export type Rail = 'MX' | 'DO' | 'US' | 'SEPA'

/**
 * Countries whose accounts SEPA reaches and that Capa's page lists by example (DE, ES, GB, CH …): the members of the European
 * Payments Council's list EPC409-09 without the ones that joined since 2025, of which Capa says nothing.
 */
export const sepaCountries: readonly string[] =
  'AD AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MC MT NL NO PL PT RO SE SI SK SM VA'.split(
    ' ',
  )

/** Countries in which Capa pays out (https://docs.capa.fi, table of bank account requirements, read 2026-11-21). */
export const capaCountries: readonly string[] = ['MX', 'DO', 'US', ...sepaCountries]

/** ISO 4217 by rail. */
export const railCurrency: Readonly<Record<Rail, string>> = { MX: 'MXN', DO: 'DOP', US: 'USD', SEPA: 'EUR' }

/** How an account in this country (ISO 3166-1 alpha-2) is paid, or `null` where Capa does not pay. */
export function railOf(country: string): Rail | null {
  if (country === 'MX' || country === 'DO' || country === 'US') return country
  return sepaCountries.includes(country) ? 'SEPA' : null
}
