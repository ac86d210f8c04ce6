export { capaCountries, type Rail, railCurrency, railOf, sepaCountries } from '../bank/countries.ts'
export { bankFields } from '../bank/fields.ts'
export { capaApi, capaApiRules, capaRules } from '../flow.ts'
export { type CapaNetworks, capaNetworks, capaTokens } from '../networks.ts'
