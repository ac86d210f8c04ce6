export {
  compareDecimals,
  type Decimal,
  equalDecimals,
  formatAmount,
  isDecimal,
  parseAmount,
} from '../money/amount.ts'
export { type Money, readMoney } from '../money/money.ts'
export { parseJsonExactly } from '../money/rawJson.ts'
