import { expect } from 'vitest'

/** Nothing may keep it, read it from elsewhere, show it as a page or tell from it what answers. */
export function expectProtected(headers: Headers): void {
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': expect.stringMatching(/^no-store/),
    vary: 'Origin, Cookie, Authorization',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': 'same-origin',
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  })
  for (const header of ['server', 'x-powered-by']) expect(headers.get(header)).toBeNull()
}
