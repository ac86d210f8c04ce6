import type { Asset } from '@offrampkit/core'
import { parseAmount } from '@offrampkit/core/money'
import type { SaleChoice } from '@offrampkit/react/card'
import { useAssetBalance } from '../wallet/balance.ts'
import { amountProblem } from './amountProblem.ts'

interface AmountFieldProps {
  choice: SaleChoice
  asset: Asset | null
  onChange: (next: Partial<SaleChoice>) => void
}

/** The amount in large type, with the balance beside it. */
export function AmountField({ choice, asset, onChange }: AmountFieldProps) {
  const balance = useAssetBalance(asset)
  const problem = problemOf(choice.amount, asset, balance?.units ?? null)
  return (
    <div className="amount">
      <label className="field__label" htmlFor="amount">
        You sell
      </label>
      <div className="amount__row">
        <input
          id="amount"
          className="amount__input"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          value={choice.amount}
          aria-invalid={problem !== null}
          aria-describedby="amount-help"
          onChange={(event) => onChange({ amount: event.target.value.trim() })}
        />
        <span className="amount__unit">{choice.asset}</span>
      </div>
      <p id="amount-help" className="amount__help" data-bad={problem ? '' : undefined} aria-live="polite">
        {problem ?? (balance ? `${balance.text} ${choice.asset} in this wallet` : ' ')}
      </p>
    </div>
  )
}

function problemOf(amount: string, asset: Asset | null, balance: bigint | null): string | null {
  const problem = amountProblem(amount, asset)
  if (problem !== null || !asset || balance === null) return problem
  return parseAmount(amount, asset.decimals) > balance ? 'More than this wallet holds.' : null
}
