import { useEffect, useState } from 'react'
import type { createSaleSession, SaleSession, SaleSessionParts } from './saleSession.ts'

/** A sale of one provider's, made after the page is drawn since it reads storage; another one for other parts. */
export function useSaleSession(
  create: typeof createSaleSession | null,
  { config, wagmi, provider, orderId }: SaleSessionParts,
): SaleSession | null {
  const [made, setMade] = useState<(SaleSessionParts & { session: SaleSession }) | null>(null)
  useEffect(() => {
    const parts = { config, wagmi, provider, orderId }
    if (create) setMade({ ...parts, session: create(parts) })
  }, [create, config, wagmi, provider, orderId])
  const fits =
    made?.config === config && made.wagmi === wagmi && made.provider === provider && made.orderId === orderId
  return fits ? made.session : null
}
