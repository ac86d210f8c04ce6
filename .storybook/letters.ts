/** What a letter looks like that no font has: U+10FFFF is none, for good. */
const nobodys = '\u{10ffff}'

/** A letter as it is drawn in a font, as text that can be compared. */
function drawn(context: OffscreenCanvasRenderingContext2D, letter: string): string {
  context.clearRect(0, 0, 48, 48)
  context.fillText(letter, 4, 34)
  return String(context.getImageData(0, 0, 48, 48).data)
}

const widthOf = (text: Text) => {
  const range = document.createRange()
  range.selectNodeContents(text)
  return range.getBoundingClientRect().width
}

/**
 * Texts in which a reader sees an empty box: a letter that no font has, or one that had none when its text was first drawn and was
 * never drawn again. The latter are as wide as their boxes, and not as wide as the same text put there anew.
 */
export function boxesIn(canvas: HTMLElement): string[] {
  const context = new OffscreenCanvas(48, 48).getContext('2d', { willReadFrequently: true })
  if (!context) throw new Error('Nothing can be drawn here.')
  const problems = new Set<string>()
  const seen = new Set<string>()
  const walker = document.createTreeWalker(canvas, NodeFilter.SHOW_TEXT)
  for (let text = walker.nextNode() as Text | null; text; text = walker.nextNode() as Text | null) {
    const { data, parentElement } = text
    const letters = data.match(/[^\p{ASCII}]/gu)?.filter((letter) => /[\p{L}\p{N}]/u.test(letter)) ?? []
    if (letters.length === 0 || !parentElement?.checkVisibility()) continue
    const { fontFamily } = getComputedStyle(parentElement)
    context.font = `24px ${fontFamily}`
    const box = drawn(context, nobodys)
    for (const letter of letters) {
      if (seen.has(fontFamily + letter)) continue
      seen.add(fontFamily + letter)
      if (drawn(context, letter) === box)
        problems.add(`${letter} (U+${letter.codePointAt(0)?.toString(16)}) in “${data}”`)
    }
    const before = widthOf(text)
    text.data = ''
    text.data = data
    if (Math.abs(widthOf(text) - before) > 0.5)
      problems.add(`“${data}” was never drawn with the font that has its letters`)
  }
  return [...problems]
}
