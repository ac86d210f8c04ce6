import type { ReactNode } from 'react'
import type { ReceiptLine } from './receiptLines.ts'

/** Lines of a receipt, each with its name in `data-line`. */
export function ReceiptLines({ lines }: { lines: readonly ReceiptLine[] }): ReactNode {
  return (
    <dl className="ofk-rows">
      {lines.map((line) => (
        <div
          key={line.name}
          className="ofk-row"
          data-line={line.name}
          data-wide={line.number ? '' : undefined}
        >
          <dt className="ofk-label">{line.label}</dt>
          <dd className={line.figure ? 'ofk-value ofk-figure' : 'ofk-value'}>
            <Value {...line} />
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Value({ text, href, number }: ReceiptLine): ReactNode {
  const shown = number ? <code className="ofk-code">{text}</code> : <bdi>{text}</bdi>
  return href ? (
    <a className="ofk-link" href={href} target="_blank" rel="noopener noreferrer">
      {shown}
    </a>
  ) : (
    shown
  )
}
