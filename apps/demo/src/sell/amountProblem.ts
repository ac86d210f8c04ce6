import type { Asset } from '@offrampkit/core'
import { isDecimal, parseAmount } from '@offrampkit/core/money'

/** What is wrong with an amount as it was typed, or `null`. An asset that is not known yet sets no limit to the digits. */
export function amountProblem(amount: string, asset: Asset | null): string | null {
  if (amount === '') return 'Enter an amount.'
  if (!isDecimal(amount)) return 'Use digits and one point, such as 25.5'
  if (!asset) return null
  try {
    parseAmount(amount, asset.decimals)
    return null
  } catch (error) {
    return error instanceof Error && 'shortMessage' in error
      ? String(error.shortMessage)
      : 'Not a valid amount.'
  }
}
