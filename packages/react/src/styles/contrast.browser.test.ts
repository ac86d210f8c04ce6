import type {} from '@vitest/browser-playwright'
import { afterEach, expect, test } from 'vitest'
import { cdp } from 'vitest/browser'
import './styles.css'
import './presets/midnight.css'
import './presets/neutral.css'
import './presets/rounded.css'
import './presets/terminal.css'

/** What is written in which colour on what, and how many times brighter one must be (WCAG 2.2, 1.4.3 and 1.4.11). */
const pairs: readonly (readonly [ink: string, paper: string, least: number])[] = [
  ['var(--_text)', 'var(--_surface)', 4.5],
  ['var(--_text)', 'var(--_sunken)', 4.5],
  ['var(--_muted)', 'var(--_surface)', 4.5],
  ['var(--_muted)', 'var(--_sunken)', 4.5],
  ['var(--_on-accent)', 'var(--_accent)', 4.5],
  ['var(--_on-accent)', 'color-mix(in oklab, var(--_accent) 90%, var(--_text))', 4.5],
  ['var(--_accent)', 'var(--_surface)', 4.5],
  ['var(--_accent)', 'var(--_sunken)', 4.5],
  ['var(--_good)', 'var(--_sunken)', 4.5],
  ['var(--_warn)', 'var(--_surface)', 4.5],
  ['var(--_warn)', 'color-mix(in oklab, var(--_warn) 10%, var(--_surface))', 4.5],
  ['var(--_text)', 'color-mix(in oklab, var(--_warn) 12%, var(--_surface))', 4.5],
  ['var(--_muted)', 'color-mix(in oklab, var(--_warn) 10%, var(--_surface))', 4.5],
  ['var(--_bad)', 'var(--_surface)', 4.5],
  ['var(--_text)', 'color-mix(in oklab, var(--_bad) 9%, var(--_surface))', 4.5],
  ['var(--_muted)', 'color-mix(in oklab, var(--_bad) 9%, var(--_surface))', 4.5],
  // Not text: signs, the border of an input, the ring around what has the focus.
  // The card: the best price, the chosen one, and a limit beside the amount.
  ['var(--_good)', 'color-mix(in oklab, var(--_good) 9%, var(--_surface))', 4.5],
  ['var(--_text)', 'color-mix(in oklab, var(--_accent) 8%, var(--_surface))', 4.5],
  ['var(--_muted)', 'color-mix(in oklab, var(--_accent) 8%, var(--_surface))', 4.5],
  ['var(--_bad)', 'var(--_sunken)', 4.5],
  ['var(--_good)', 'color-mix(in oklab, var(--_good) 12%, var(--_surface))', 3],
  ['var(--_bad)', 'color-mix(in oklab, var(--_bad) 12%, var(--_surface))', 3],
  ['var(--_accent)', 'color-mix(in oklab, var(--_accent) 12%, var(--_surface))', 3],
  ['color-mix(in oklab, var(--_muted) 70%, var(--_surface))', 'var(--_surface)', 3],
  ['var(--_focus)', 'var(--_surface)', 3],
]

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true })

/** Relative luminance of what is really painted. */
function luminance(color: string): number {
  if (!canvas) throw new Error('no canvas')
  canvas.fillStyle = color
  canvas.fillRect(0, 0, 1, 1)
  const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data]
    .map((byte) => byte / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrastsUnder(attributes: Record<string, string>): string[] {
  const place = document.createElement('div')
  for (const [name, value] of Object.entries(attributes)) place.setAttribute(name, value)
  const probe = place.appendChild(document.createElement('div'))
  probe.className = 'ofk-alone'
  document.body.append(place)
  const tooLow = pairs.flatMap(([ink, paper, least]) => {
    probe.style.color = ink
    probe.style.background = paper
    const { color, backgroundColor } = getComputedStyle(probe)
    const [dark = 0, light = 0] = [luminance(color), luminance(backgroundColor)].sort((a, b) => a - b)
    const contrast = (light + 0.05) / (dark + 0.05)
    return contrast >= least ? [] : [`${ink} on ${paper}: ${contrast.toFixed(2)} of ${least}`]
  })
  place.remove()
  return tooLow
}

const presets = ['', 'neutral', 'rounded', 'midnight', 'terminal']
const looks = presets.flatMap((preset) => ['light', 'dark'].map((theme) => [preset, theme] as const))
const media = (value: string) =>
  cdp().send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-contrast', value }] })

afterEach(() => media(''))

test.each(looks)('every pair of colours is legible: preset "%s", %s', (preset, theme) => {
  expect(contrastsUnder({ 'data-ofk-preset': preset, 'data-theme': theme })).toEqual([])
})

test.each(looks)('more so where more contrast is wished for: preset "%s", %s', async (preset, theme) => {
  await media('more')
  expect(matchMedia('(prefers-contrast: more)').matches).toBe(true)
  expect(contrastsUnder({ 'data-ofk-preset': preset, 'data-theme': theme })).toEqual([])
})

test('a pair that is not would be found', () => {
  expect(
    contrastsUnder({ style: '--ofk-muted: #999; --ofk-surface: #fff', 'data-theme': 'light' }),
  ).toContain('var(--_muted) on var(--_surface): 2.85 of 4.5')
})
