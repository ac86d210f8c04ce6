import { type ReactNode, useId } from 'react'
import { drawPart, type PartProps } from '../../parts/part.tsx'

export type PickerState = {
  /** Nothing is chosen. */
  empty: boolean
}

/** A labelled native select: the browser's own, with its keyboard and the phone's own wheel. */
export function Picker(props: {
  label: string
  /** In place of a choice that was not made. */
  choose: string
  value: string
  options: readonly { value: string; label: string }[]
  onChange(value: string): void
  part: PartProps<PickerState>
}): ReactNode {
  const { label, choose, value, options, onChange, part } = props
  const id = useId()
  const isKnown = options.some((option) => option.value === value)
  const own = {
    className: 'ofk-field',
    children: (
      <>
        <label className="ofk-label" htmlFor={id}>
          {label}
        </label>
        <div className="ofk-select">
          <select
            id={id}
            className="ofk-input"
            value={isKnown ? value : ''}
            onChange={(event) => onChange(event.target.value)}
          >
            {!isKnown && (
              <option value="" disabled>
                {choose}
              </option>
            )}
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      </>
    ),
  }
  return drawPart<PickerState, 'div'>('div', own, part, { empty: !isKnown })
}
