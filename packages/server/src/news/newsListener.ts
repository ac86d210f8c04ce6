import type { OrderId } from '@offrampkit/core/order'

/** Told after a write. */
export interface OrderPublished {
  orderId: OrderId
  version: number
}

/** Hears of orders that were written, here or in another process. */
export interface NewsListener {
  /** May name a version that is known already. */
  onChange(change: OrderPublished): void
  /** News may have been missed: whatever is shown must be read again. Comes whenever listening begins, and begins again. */
  onGap(): void
}
