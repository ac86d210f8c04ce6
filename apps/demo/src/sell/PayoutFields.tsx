import type { Offered, SaleChoice } from '@offrampkit/react/card'
import { Select } from './Select.tsx'
import { countryName, methodName } from './words.ts'

interface PayoutFieldsProps {
  choice: SaleChoice
  options: Offered | undefined
  onChange: (next: Partial<SaleChoice>) => void
}

/** Where the user lives and how they are paid. */
export function PayoutFields({ choice, options, onChange }: PayoutFieldsProps) {
  const named = (options?.countries ?? []).map((known) => ({
    ...known,
    name: countryName(known.id),
  }))
  const countries = named.sort((a, b) => a.name.localeCompare(b.name, 'en'))
  const country = countries.find((known) => known.id === choice.country)
  const methods = country?.methods ?? []
  return (
    <div className="fields">
      <Select
        label="Country"
        testId="country"
        value={choice.country}
        options={countries.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => onChange({ country: id })}
      />
      {country !== undefined && country.subdivisions.length > 0 && (
        <Select
          label="State"
          testId="subdivision"
          value={choice.subdivision}
          options={country.subdivisions.map((id) => ({ value: id, label: id }))}
          onChange={(subdivision) => onChange({ subdivision })}
        />
      )}
      <Select
        label="Paid in"
        testId="currency"
        value={choice.cashoutCurrency}
        options={(options?.currencies ?? []).map(({ id }) => ({ value: id, label: id }))}
        onChange={(cashoutCurrency) => onChange({ cashoutCurrency })}
      />
      {methods.length > 0 && (
        <Select
          label="Paid to"
          testId="method"
          value={choice.method}
          options={methods.map((method) => ({ value: method, label: methodName(method) }))}
          onChange={(method) => onChange({ method })}
        />
      )}
    </div>
  )
}
