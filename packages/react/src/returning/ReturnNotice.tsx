'use client'
import type { ReactNode } from 'react'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import type { MessagesSource, OfframpMessages } from '../messages/messages.ts'
import { completeOfframpReturn } from './completeOfframpReturn.ts'

/** Handles a return; where another window goes on, shows that this one can be closed. */
export async function handleReturn(
  config: OfframpConfig,
  texts: MessagesSource,
  show: (notice: ReactNode) => void,
): Promise<void> {
  if ((await completeOfframpReturn(config)) !== 'elsewhere') return
  const messages = await texts.load()
  show(<ReturnNotice messages={messages} onHere={() => show(null)} />)
}

function ReturnNotice({ messages, onHere }: { messages: OfframpMessages; onHere: () => void }) {
  const { title, body, here } = messages.returned
  return (
    <div className="ofk-returned" role="status" lang={messages.locale} dir={messages.dir}>
      <h1 className="ofk-title">{title}</h1>
      <p className="ofk-body">{body}</p>
      <button type="button" className="ofk-button" data-variant="quiet" onClick={onHere}>
        {here}
      </button>
    </div>
  )
}
