import { PNG } from 'pngjs'
import { expect, test } from 'vitest'
import { compare } from './compare.mjs'
import { picturesOf } from './looks.mjs'
import { kept } from './picture.mjs'

const width = 120
const height = 80

/** A screen in miniature: a panel with a line, and a word of slanted strokes whose edges are smoothed. */
function screen({ panel = [245, 246, 248], line = 40, word = true, smooth = 128, size = height } = {}) {
  const png = new PNG({ width, height: size })
  const dot = (x, y, [r, g, b]) => png.data.set([r, g, b, 255], (y * width + x) * 4)
  for (let y = 0; y < size; y += 1)
    for (let x = 0; x < width; x += 1) {
      const within = x > 9 && x < 110 && y > 9 && y < 70
      dot(x, y, y === line && within ? [200, 204, 210] : within ? panel : [255, 255, 255])
    }
  for (let stroke = 0; word && stroke < 6; stroke += 1)
    for (let y = 0; y < 10; y += 1) {
      const x = 20 + stroke * 7 + Math.floor(y / 2)
      dot(x, 50 + y, [20, 22, 28])
      dot(x + 1, 50 + y, [20, 22, 28])
      dot(x + (y % 2 ? 2 : -1), 50 + y, [smooth, smooth, smooth])
    }
  return kept(PNG.sync.write(png))
}

const differs = (...changed) => compare(screen(), screen(...changed))

test('the same is the same, byte for byte', () => {
  expect(screen().equals(screen())).toBe(true)
  expect(differs()).toEqual({ same: true })
})

test('another colour, another place, a lost word and another size are differences', () => {
  const near = differs({ panel: [232, 233, 235] })
  expect(near).toMatchObject({ same: false, why: expect.stringMatching(/^differs in \d{4} pixels$/) })
  expect(PNG.sync.read(near.difference)).toMatchObject({ width, height })
  expect(differs({ line: 41 }).same).toBe(false)
  expect(differs({ word: false }).same).toBe(false)
  expect(differs({ size: 81 })).toEqual({ same: false, why: 'is 120 × 81 pixels, was 120 × 80' })
})

test('smoother or rougher edges are none', () => {
  for (const smooth of [96, 112, 120, 136, 150]) expect(differs({ smooth })).toEqual({ same: true })
})

test('colours that cover anything are kept as they are, also among more than a picture has room for', () => {
  const png = new PNG({ width: 64, height: 64 })
  for (let i = 0; i < 64 * 64; i += 1) {
    const many = i < 2048
    png.data.set([...(many ? [i % 256, (i * 7) % 256, (i >> 3) % 256] : [59, 91, 253]), 255], i * 4)
  }
  const { data } = PNG.sync.read(kept(PNG.sync.write(png)))
  expect([...data.subarray(4 * 3000, 4 * 3000 + 3)]).toEqual([59, 91, 253])
})

test('every tagged story is drawn in every look', () => {
  const stories = [
    { id: 'a--one', tags: ['dev', 'visual'] },
    { id: 'a--two', tags: ['dev'] },
    { id: 'a--three', tags: ['visual-once'] },
  ]
  const [one, three, ...more] = picturesOf(stories)
  expect(more).toEqual([])
  expect(three.pictures.map(({ file }) => file)).toEqual(['a--three.375-light.png'])
  expect(one.pictures.map(({ file }) => file)).toEqual(
    ['1280-light', '1280-dark', '375-dark', '375-light', '375-light-ar'].map((look) => `a--one.${look}.png`),
  )
  expect(picturesOf(stories, ['two'])).toEqual([])
})
