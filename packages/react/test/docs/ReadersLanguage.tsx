import { type OfframpConfig, OfframpProvider } from '@offrampkit/react'
import { messagesFor } from '@offrampkit/react/messages'
import type { ReactNode } from 'react'

interface LocalizedProps {
  config: OfframpConfig
  /** Best first: `navigator.languages`, or the tags of `Accept-Language` on a server. */
  languages: readonly string[]
  children: ReactNode
}

/** In the language that the reader prefers, of those that there are; it may change while a sale is open. */
export function Localized({ config, languages, children }: LocalizedProps) {
  return (
    <OfframpProvider config={config} messages={messagesFor(languages)}>
      {children}
    </OfframpProvider>
  )
}
