import { Hono } from 'hono'
import { style } from './style.ts'

const COLOURS = ['#1a4fe0', '#0d8a5f', '#b8570a', '#7a3fd0', '#b3211b', '#0b7d94']

/** A round letter in place of a logo: the sandbox ships nobody's trademark. */
function badge(name: string): string {
  const letter = (name[0] ?? '?').toUpperCase()
  const colour = COLOURS[letter.charCodeAt(0) % COLOURS.length]
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="16" cy="16" r="16" fill="${colour}"/><text x="16" y="22" font-family="sans-serif" font-size="18" font-weight="700" text-anchor="middle" fill="#fff">${letter}</text></svg>`
}

/** Stylesheet and icons under `/assets`. */
export function assetRoutes() {
  const app = new Hono()
  app.get('/sandbox.css', (c) => c.body(style, 200, { 'content-type': 'text/css; charset=utf-8' }))
  app.get('/:file{[a-z0-9-]+\\.svg}', (c) =>
    c.body(badge(c.req.param('file')), 200, { 'content-type': 'image/svg+xml' }),
  )
  return app
}
