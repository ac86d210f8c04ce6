import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { MoneyLine } from './MoneyLine.tsx'

/** What to do, always in sight, and what the money does. */
export function Foot(props: { view: SaleView; children?: ReactNode; trouble?: ReactNode }): ReactNode {
  const { view, children, trouble } = props
  return (
    <div className="ofk-foot">
      {trouble}
      {children && <div className="ofk-actions">{children}</div>}
      <MoneyLine view={view} />
    </div>
  )
}
