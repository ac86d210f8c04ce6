import type { OfframpConfig } from '../config/createOfframpConfig.ts'

/** Word between the windows of one app that the user came back from the provider. A hint: it only triggers a read. */
export interface ReturnWord {
  type: 'returned' | 'heard'
  orderId: string
}

export interface ReturnChannel {
  post(word: ReturnWord): void
  close(): void
}

/** Opens the channel; where the browser has none, nothing is heard, and polling finds out by itself. */
export function openReturnChannel(config: OfframpConfig, onWord: (word: ReturnWord) => void): ReturnChannel {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined, close: () => undefined }
  const channel = new BroadcastChannel(`${config.key}.return`)
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isReturnWord(data)) onWord(data)
  }
  return { post: (word) => channel.postMessage(word), close: () => channel.close() }
}

function isReturnWord(data: unknown): data is ReturnWord {
  if (typeof data !== 'object' || data === null) return false
  const { type, orderId } = data as Partial<ReturnWord>
  return (type === 'returned' || type === 'heard') && typeof orderId === 'string'
}
