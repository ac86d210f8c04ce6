/** A sale as the API tells it, after the documented example (https://dev.moonpay.com/api-reference/widget/getselltransactionbyexternalid, read 2026-11-21). */
export interface StandInSale {
  [member: string]: unknown
  status: string
  externalTransactionId: string
}

export const depositAddress = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'

/** A sale of 25 USDC on Base that waits for its deposit. What is not named is what it should be. */
export function sale(
  externalTransactionId: string,
  at: number,
  changes: Record<string, unknown> = {},
): StandInSale {
  return {
    id: '9020fd02-42ac-497f-8b5f-41fdf4dd0b1d',
    createdAt: new Date(at).toISOString(),
    updatedAt: new Date(at).toISOString(),
    baseCurrencyAmount: 25,
    quoteCurrencyAmount: 22.41,
    feeAmount: 0.99,
    extraFeeAmount: 0,
    status: 'waitingForDeposit',
    failureReason: null,
    refundWalletAddress: '',
    depositHash: null,
    payoutMethod: 'sepa_bank_transfer',
    quoteCurrency: { type: 'fiat', name: 'Euro', code: 'eur' },
    baseCurrency: { type: 'crypto', name: 'USD Coin (Base)', code: 'usdc_base' },
    depositWallet: { walletAddress: depositAddress.toLowerCase(), walletAddressTag: null },
    bankAccountId: 'ee0e649f-a072-4cdb-96ce-a1ea393eac1e',
    externalTransactionId,
    ...changes,
  }
}

/** The API as a `fetch`. What the user does on the page is done by adding a sale. */
export function standIn(sales: StandInSale[] = []) {
  const fetch: typeof globalThis.fetch = async (input) => {
    const { pathname } = new URL(String(input))
    const reference = /^\/v3\/sell_transactions\/ext\/([\w-]+)$/.exec(pathname)?.[1]
    const found = sales.filter((one) => one.externalTransactionId === reference)
    if (found.length > 0) return Response.json(found.length === 1 ? found[0] : found)
    if (pathname.endsWith('/sell_quote'))
      return Response.json({ quoteCurrencyAmount: 22.41, feeAmount: 0.99 })
    return Response.json({ message: 'Sell transaction not found.', type: 'NotFoundError' }, { status: 404 })
  }
  return { fetch, sales }
}
