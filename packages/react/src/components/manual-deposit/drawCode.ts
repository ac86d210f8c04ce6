import { correction, generate } from 'lean-qr/nano'

/** A QR code as one path of squares, each a unit wide. */
export interface DrawnCode {
  /** Length of a side with the quiet zone around it. */
  size: number
  path: string
}

/** ISO/IEC 18004 asks for four empty units on every side. */
const quiet = 4

/**
 * Text as a QR code that can still be read with 15 % of it covered (error level M). The text is kept as UTF-8 bytes: readers
 * in wallets stumble over other encodings.
 *
 * @returns `null` for more than fits into any code
 * @example drawCode('bitcoin:bc1q…?amount=0.1')
 */
export function drawCode(text: string): DrawnCode | null {
  try {
    const code = generate(text, { minCorrectionLevel: correction.M })
    let path = ''
    for (let y = 0; y < code.size; y++)
      for (let x = 0; x < code.size; x++) if (code.get(x, y)) path += `M${x + quiet} ${y + quiet}h1v1h-1z`
    return { size: code.size + 2 * quiet, path }
  } catch {
    return null
  }
}
