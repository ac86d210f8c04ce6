// Whether two kept pictures show the same. What may differ is how the edges of letters are smoothed, which no two browsers do alike;
// what may not is a colour, a place, a word: see .github/decisions/0035-pictures-of-every-screen.md for how both were tried.
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

/** How far the colours of a pixel may be apart, of 1: a little more than the step that kept colours are rounded to. */
const threshold = 0.04
/** How many pixels may be further apart: fewer than the shortest word in the smallest type has. */
const most = 24

/** Answers `{ same, why, difference }`: `difference` is a picture of what differs, where there is one. */
export function compare(expected, actual) {
  if (expected.equals(actual)) return { same: true }
  const [before, now] = [expected, actual].map((bytes) => PNG.sync.read(bytes))
  const { width, height } = before
  if (now.width !== width || now.height !== height)
    return { same: false, why: `is ${now.width} × ${now.height} pixels, was ${width} × ${height}` }
  const difference = new PNG({ width, height })
  const apart = pixelmatch(before.data, now.data, difference.data, width, height, { threshold })
  if (apart <= most) return { same: true }
  return { same: false, why: `differs in ${apart} pixels`, difference: PNG.sync.write(difference) }
}
