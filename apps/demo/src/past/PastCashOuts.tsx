import { OfframpHistory } from '@offrampkit/react/history'
import { useState } from 'react'
import { useSession } from '../wallet/session.ts'

/** The user's orders, each with its steps and its receipt; read when they are first asked for. */
export function PastCashOuts() {
  const session = useSession()
  const [open, setOpen] = useState(false)
  if (!session.data?.addresses.length) return null
  return (
    <details className="past" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Past orders</summary>
      {open && <OfframpHistory />}
    </details>
  )
}
