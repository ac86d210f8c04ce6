import { describe, expect, it } from 'vitest'
import { findPageProblems } from './pageProblems.ts'

const csp = {
  'default-src': "'self'",
  'object-src': "'none'",
  'base-uri': "'none'",
  'frame-ancestors': "'none'",
  'report-to': 'csp',
}
const policy = (changes: Record<string, string | undefined> = {}) =>
  Object.entries({ ...csp, ...changes })
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name} ${value}`]))
    .join('; ')
const good = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': policy(),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer, strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin-allow-popups',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
}
const html =
  '<script type="module" src="/assets/app.js"></script><link rel="icon" href="https://cdn.example/i.png">'

function page(headers: Record<string, string | null> = {}, body = html, scheme = 'https'): Response {
  const given = Object.entries({ ...good, ...headers }).filter(
    (one): one is [string, string] => one[1] !== null,
  )
  const response = new Response(body, { headers: given })
  Object.defineProperty(response, 'url', { value: `${scheme}://app.example/cash-out` })
  return response
}

describe('a page that sells', () => {
  it.each<[string, Record<string, string | null>]>([
    ['as SECURITY.md asks for it', {}],
    [
      'with a nonce beside what older browsers need',
      { 'content-security-policy': policy({ 'script-src': "'nonce-x' 'unsafe-inline'" }) },
    ],
    ['without an opener policy', { 'cross-origin-opener-policy': null }],
    [
      'with a second policy, which can only forbid more',
      { 'content-security-policy': `script-src *; report-uri /csp, ${policy()}` },
    ],
  ])('%s has no problems', async (_, headers) => {
    expect(await findPageProblems(page(headers))).toEqual([])
  })

  it.each<[string, Record<string, string | null>]>([
    ['3.4.3', { 'content-security-policy': policy({ 'default-src': undefined, 'script-src': "'self'" }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'script-src': "'self' 'unsafe-inline'" }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'script-src': 'https:' }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'script-src': "*; script-src 'self'" }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'script-src': "'self'; script-src-elem *" }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'script-src-attr': "'unsafe-inline'" }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'script-src': "'self' 'UNSAFE-INLINE'" }) }],
    ...['http:', 'https://*', 'https://*:443', '*:*', '*.com', 'blob:'].map(
      (source): [string, Record<string, string>] => [
        '3.4.3',
        { 'content-security-policy': policy({ 'script-src': `'self' ${source}` }) },
      ],
    ),
    ['3.4.3', { 'content-security-policy': policy({ 'default-src': '*', 'script-src': "'self'" }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'base-uri': '*' }) }],
    ['3.4.6', { 'content-security-policy': policy({ 'frame-ancestors': 'https:' }) }],
    ['no page', { 'content-type': 'application/json' }],
    ['no page', { 'content-type': null }],
    ['3.4.3', { 'content-security-policy': policy({ 'object-src': undefined }) }],
    ['3.4.3', { 'content-security-policy': policy({ 'base-uri': undefined }) }],
    ['3.4.6', { 'content-security-policy': policy({ 'frame-ancestors': undefined }) }],
    ['3.4.6', { 'content-security-policy': policy({ 'frame-ancestors': '*' }) }],
    ['3.4.7', { 'content-security-policy': policy({ 'report-to': undefined }) }],
    ['3.4.4', { 'x-content-type-options': null }],
    ['3.4.5', { 'referrer-policy': null }],
    ['3.4.5', { 'referrer-policy': 'no-referrer, unsafe-url' }],
    ['3.4.8', { 'cross-origin-opener-policy': 'same-origin' }],
    ['Strict-Transport-Security', { 'strict-transport-security': 'max-age=300' }],
    ['Strict-Transport-Security', { 'strict-transport-security': null }],
  ])('has the one problem of %s: %o', async (item, headers) => {
    const problems = await findPageProblems(page(headers))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(item)
  })

  it.each([
    ['<script src="https://cdn.example/x.js"></script>', 1],
    ["<script async src='//cdn.example/x.js'></script>", 1],
    ['<link href=https://cdn.example/x.css rel=stylesheet>', 1],
    ['<script src="https://cdn.example/x.js" integrity="sha384-x" crossorigin></script>', 0],
    ['<script src="https://app.example/x.js"></script><script src="x.js"></script>', 0],
    ['<script>inline()</script>', 0],
    ['<script data-src="/x.js" src="https://cdn.example/x.js"></script>', 1],
    ['<script src="https://cdn.example/x.js" data-integrity="sha384-x"></script>', 1],
    ['<script src="https://cdn.example/x.js" integrity=""></script>', 1],
    ['<script title=">" src="https://cdn.example/x.js"></script>', 1],
    ['<link rel="preload stylesheet" href="https://cdn.example/x.css">', 1],
    ['<base href="https://cdn.example/"><script src="x.js"></script>', 1],
    ['<svg><script xlink:href="https://cdn.example/x.js"/></svg>', 1],
    ['<script src="data:text/javascript,0"></script>', 1],
    ['<base target="_blank"><link rel="preload" as="script" href="https://cdn.example/x.js">', 0],
  ])('loads nothing unpinned from elsewhere: %s', async (body, count) => {
    const problems = await findPageProblems(page({}, body))
    expect(problems.map((problem) => problem.includes('3.6.1'))).toEqual(Array(count).fill(true))
  })

  it.each([
    ['is not found', { status: 404 }],
    ['is not at home', { status: 503 }],
  ])('is no page that sells where it %s', async (_, init) => {
    const { headers } = page()
    const problems = await findPageProblems(new Response(html, { ...init, headers }))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(`an answer with ${init.status}`)
  })

  it('over http is not guarded by what is believed over https alone', async () => {
    expect((await findPageProblems(page({}, html, 'http'))).join()).toContain('over https alone')
  })

  it('without any of it is told all of it', async () => {
    expect(
      await findPageProblems(new Response('<script src="https://cdn.example/x.js"></script>')),
    ).toHaveLength(11)
  })
})
