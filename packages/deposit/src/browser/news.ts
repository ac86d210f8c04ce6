import type { NewsPort } from '../ports/news.ts'

/** Word between tabs by BroadcastChannel; silent where there is none. */
export function channelNews(name = 'offrampkit:deposit'): NewsPort {
  const listeners = new Map<string, Set<() => void>>()
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(name)
  // In Node a channel would keep the process alive.
  ;(channel as { unref?: () => void } | null)?.unref?.()
  if (channel)
    channel.onmessage = ({ data }) => {
      for (const onNews of listeners.get(String(data)) ?? []) onNews()
    }
  return {
    publish: (orderId) => channel?.postMessage(orderId),
    subscribe(orderId, onNews) {
      const own = listeners.get(orderId) ?? new Set()
      listeners.set(orderId, own.add(onNews))
      return () => void own.delete(onNews)
    },
  }
}
