import type { ReactNode } from 'react'
import type { SaleView } from '../sale/useSaleView.ts'
import { Foot } from './Foot.tsx'
import { Icon } from './Icon.tsx'
import { textOf } from './saleFacts.ts'

/** The last rung: a link that the user clicks. Browsers never block those. */
export function LinkScreen({ view }: { view: SaleView }): ReactNode {
  const { messages, phase } = view
  const { title, body } = textOf(view)
  if (phase.name !== 'link') return null
  return (
    <>
      <div className="ofk-emblem" data-tone={phase.blocked ? 'warn' : 'accent'}>
        <Icon name="window" />
      </div>
      <h3 className="ofk-title">{title}</h3>
      <p className="ofk-body">{body}</p>
      <Foot view={view}>
        <a
          className="ofk-button"
          href={phase.url}
          target="_blank"
          rel="noopener noreferrer"
          onClick={view.linkTaken}
        >
          {messages.open.link}
        </a>
      </Foot>
    </>
  )
}
