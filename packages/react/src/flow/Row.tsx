import type { ReactNode } from 'react'

/** A line of what is sent. `asked`: it differs from what was asked for. */
export function Row(props: {
  label: string
  children: ReactNode
  asked?: string | undefined
  wide?: boolean
}) {
  const { label, children, asked, wide } = props
  return (
    <div className="ofk-row" data-wide={wide ? '' : undefined} data-changed={asked ? '' : undefined}>
      <dt className="ofk-label">{label}</dt>
      <dd className="ofk-value">
        {wide ? children : <bdi>{children}</bdi>}
        {asked && <span className="ofk-asked">{asked}</span>}
      </dd>
    </div>
  )
}
