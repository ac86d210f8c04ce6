// A picture as it is kept: at most 256 colours, so that a screen of text takes a third of what the browser's own PNG takes. Colours
// that cover anything stay exactly what they are; what is rounded is the edges of letters.
import { crc32, deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'

/** Colours that differ by less than this in each channel may become one. */
const STEP = 10
const MOST = 256

const near = (value) => Math.round(value / STEP)

/** The bytes of a PNG of the browser's, with few colours: `{ width, height, colours, pixels }`, a number of a colour for each pixel. */
function reduce(bytes) {
  const { width, height, data } = PNG.sync.read(bytes)
  const all = new Uint32Array(width * height)
  const counts = new Map()
  for (let i = 0; i < all.length; i += 1) {
    const colour = (data[4 * i] << 16) | (data[4 * i + 1] << 8) | data[4 * i + 2]
    all[i] = colour
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  // The most frequent colour of each small cube stands for all of it.
  const standing = new Map()
  const groups = new Map()
  for (const [colour, count] of [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0])) {
    const group = (near(colour >> 16) << 16) | (near((colour >> 8) & 255) << 8) | near(colour & 255)
    const known = groups.get(group)
    if (known) known.count += count
    else groups.set(group, { colour, count })
    standing.set(colour, groups.get(group).colour)
  }
  const colours = [...groups.values()]
    .sort((a, b) => b.count - a.count || a.colour - b.colour)
    .slice(0, MOST)
    .map(({ colour }) => colour)
  const numbers = new Map(colours.map((colour, number) => [colour, number]))
  const pixels = new Uint8Array(all.length)
  for (let i = 0; i < all.length; i += 1) {
    const colour = standing.get(all[i])
    if (!numbers.has(colour)) numbers.set(colour, nearest(colour, colours))
    pixels[i] = numbers.get(colour)
  }
  return { width, height, colours, pixels }
}

function nearest(colour, colours) {
  const far = (other, shift) => ((colour >> shift) & 255) - ((other >> shift) & 255)
  const distances = colours.map((other) => far(other, 16) ** 2 + far(other, 8) ** 2 + far(other, 0) ** 2)
  return distances.indexOf(Math.min(...distances))
}

function chunk(type, data) {
  const bytes = Buffer.alloc(12 + data.length)
  bytes.writeUInt32BE(data.length)
  bytes.write(type, 4)
  bytes.set(data, 8)
  bytes.writeUInt32BE(crc32(bytes.subarray(4, 8 + data.length)), 8 + data.length)
  return bytes
}

/** A picture of the browser's as it is kept: a PNG with a palette (https://www.w3.org/TR/png-3/#11PLTE). */
export function kept(bytes) {
  const { width, height, colours, pixels } = reduce(bytes)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y += 1)
    rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1)
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(colours.flatMap((one) => [one >> 16, (one >> 8) & 255, one & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}
