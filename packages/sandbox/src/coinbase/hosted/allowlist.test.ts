import { describe, expect, it } from 'vitest'
import { formTarget, isAllowedRedirect } from './allowlist.ts'

describe('the redirect allowlist', () => {
  it.each([
    ['https://app.com', 'https://app.com/any/path?x=1', true],
    ['https://app.com/pay', 'https://app.com/pay/done', true],
    ['https://app.com/pay', 'https://app.com/payday', false],
    ['https://app.com', 'https://app.com:8443/', false],
    ['https://*.domain.com', 'https://a.domain.com/x', true],
    ['https://*.domain.com', 'https://a.b.domain.com/x', true],
    ['https://*.domain.com', 'https://domain.com/x', false],
    ['https://*.domain.com', 'http://a.domain.com/x', false],
    ['myapp://back', 'myapp://back/now', true],
    ['myapp://back', 'other://back', false],
    ['javascript:', 'javascript:alert(1)', false],
    ['https://app.com', 'not a url', false],
  ])('%s and %s: %s', (entry, url, allowed) => {
    expect(isAllowedRedirect(url, [entry])).toBe(allowed)
  })

  it('always takes localhost', () => {
    expect(isAllowedRedirect('http://localhost:5173/', [])).toBe(true)
    expect(isAllowedRedirect('http://127.0.0.1/', [])).toBe(true)
    expect(isAllowedRedirect('http://localhost.evil.com/', [])).toBe(false)
  })

  it('tells a form where it may end', () => {
    expect(formTarget('https://app.com/a')).toBe('https://app.com')
    expect(formTarget('myapp://back')).toBe('myapp:')
  })
})
