import type { OfframpConfig } from '../config/createOfframpConfig.ts'

/**
 * A note that an order is open in this browser. It only triggers a read; a missing one proves nothing.
 * `shown`: its panel was open.
 */
export interface OpenOrder {
  orderId: string
  shown: boolean
}

const listeners = new Set<() => void>()
const keyOf = (config: OfframpConfig, provider: string) => `${config.key}.order.${provider}`

/** The note as it is stored, for comparing. */
export function readOpenOrderText(config: OfframpConfig, provider: string): string | null {
  return config.storage.getItem(keyOf(config, provider))
}

export function parseOpenOrder(text: string | null): OpenOrder | null {
  const match = /^([A-Za-z0-9_-]{22})(\+?)$/.exec(text ?? '')
  return match ? { orderId: match[1] as string, shown: match[2] === '+' } : null
}

export function writeOpenOrder(config: OfframpConfig, provider: string, order: OpenOrder | null): void {
  const key = keyOf(config, provider)
  if (order) config.storage.setItem(key, order.orderId + (order.shown ? '+' : ''))
  else config.storage.removeItem(key)
  for (const listener of listeners) listener()
}

/** Calls back when a note may have changed, here or in another tab. */
export function onOpenOrder(callback: () => void): () => void {
  listeners.add(callback)
  globalThis.addEventListener?.('storage', callback)
  return () => {
    listeners.delete(callback)
    globalThis.removeEventListener?.('storage', callback)
  }
}

const opensKey = (config: OfframpConfig, provider: string) => `${config.key}.inline.${provider}`

/** Remembers whether this provider's flow has a page of its own, so that one that has none flashes no window. */
export function noteOpens(config: OfframpConfig, provider: string, opens: boolean): void {
  if (opens) config.storage.removeItem(opensKey(config, provider))
  else config.storage.setItem(opensKey(config, provider), '1')
}

/** Whether a click should open a window; true where nothing is known yet. */
export function mayOpen(config: OfframpConfig, provider: string): boolean {
  return config.storage.getItem(opensKey(config, provider)) === null
}
