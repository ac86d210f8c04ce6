import { type ReactNode, useEffect, useState } from 'react'

type DrawCode = typeof import('./drawCode.ts').drawCode

/**
 * Text as a QR code: black on white in any theme, as readers want it. What makes it loads after the words, and where it does
 * not load nothing is missing but the picture.
 */
export function QrCode(props: { text: string; label: string; note: string }): ReactNode {
  const { label, note, text } = props
  const [draw, setDraw] = useState<DrawCode | null>(null)
  useEffect(() => {
    let gone = false
    import('./drawCode.ts').then(
      ({ drawCode }) => gone || setDraw(() => drawCode),
      () => undefined,
    )
    return () => {
      gone = true
    }
  }, [])
  const code = draw?.(text)
  if (!code) return null
  return (
    <figure className="ofk-qr">
      <svg
        role="img"
        aria-label={label}
        viewBox={`0 0 ${code.size} ${code.size}`}
        shapeRendering="crispEdges"
      >
        <path fill="#fff" d={`M0 0h${code.size}v${code.size}H0z`} />
        <path fill="#000" d={code.path} />
      </svg>
      <figcaption className="ofk-fine">{note}</figcaption>
    </figure>
  )
}
