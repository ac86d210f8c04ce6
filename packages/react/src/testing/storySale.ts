/** What the stories sell. */
export const storySale = {
  provider: 'coinbase',
  asset: 'USDC',
  chainId: 8453,
  amount: '25',
  cashoutCurrency: 'USD',
  country: 'US',
  subdivision: 'NY',
  method: 'ACH_BANK_ACCOUNT',
} as const
