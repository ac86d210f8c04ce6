/** What is sold at each provider in the story: the same coins, and a country where it pays out. */
export const sales = {
  coinbase: {
    name: 'Coinbase',
    amount: '25',
    country: 'US',
    subdivision: 'NY',
    cashoutCurrency: 'USD',
    method: 'ACH_BANK_ACCOUNT',
  },
  partna: { name: 'Partna', amount: '25', country: 'NG', cashoutCurrency: 'NGN' },
  capa: { name: 'Capa', amount: '25', country: 'MX', cashoutCurrency: 'MXN' },
} as const

export type SaleProvider = keyof typeof sales
