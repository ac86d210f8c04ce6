import { areNamed, isAnywhere, type Policy, policiesOf, scriptDirectives } from './contentPolicy.ts'
import { unpinned } from './unpinned.ts'

/** Referrer policies that keep the path and the query of a page from other sites. */
const quietReferrers = new Set([
  'no-referrer',
  'same-origin',
  'strict-origin',
  'strict-origin-when-cross-origin',
])

/**
 * What is missing from a page that sells, for a test of your own: the items of `SECURITY.md` that are about your pages, which a
 * handler cannot answer for. Reads headers and scripts of the answer alone; what scripts load later it does not see.
 *
 * @param page - the answer of your server, with its body unread
 * @returns one sentence for each thing to mend; none when all is well
 * @example
 * ```ts
 * it('the page is guarded', async () => {
 *   expect(await findPageProblems(await fetch('https://app.example/cash-out'))).toEqual([])
 * })
 * ```
 */
export async function findPageProblems(page: Response): Promise<string[]> {
  const { headers } = page
  const policies = policiesOf(headers.get('content-security-policy'))
  // Every one of them is kept to by browsers: one that is as it should be is enough.
  const lacks = (isGood: (policy: Policy) => boolean) => !policies.some(isGood)
  const problems: [boolean, string][] = [
    [
      !page.ok || !/^(text\/html|application\/xhtml\+xml)\b/i.test(headers.get('content-type') ?? ''),
      `This is no page but an answer with ${page.status}, or of another kind: give the one that sells.`,
    ],
    [
      lacks(({ has, sources }) => has('default-src') && !sources('default-src').some(isAnywhere)),
      "Content-Security-Policy has no `default-src`, such as 'self' (3.4.3).",
    ],
    [
      lacks(({ sources }) => scriptDirectives.every((name) => areNamed(sources(name)))),
      'Content-Security-Policy lets scripts in from anywhere, inline or as text: name origins, nonces or hashes (3.4.3).',
    ],
    [
      lacks(({ sources }) => sources('object-src').join() === "'none'"),
      "Content-Security-Policy needs object-src 'none' (3.4.3).",
    ],
    [
      lacks(({ has, sources }) => has('base-uri') && !sources('base-uri').some(isAnywhere)),
      "Content-Security-Policy needs base-uri 'none' (3.4.3).",
    ],
    [
      lacks(({ has, sources }) => has('frame-ancestors') && !sources('frame-ancestors').some(isAnywhere)),
      "Content-Security-Policy needs frame-ancestors 'none', or who may frame the page (3.4.6).",
    ],
    [
      lacks(({ has }) => has('report-to') || has('report-uri')),
      'Content-Security-Policy names no place for its reports: `report-to` or `report-uri` (3.4.7).',
    ],
    [
      headers.get('x-content-type-options')?.toLowerCase() !== 'nosniff',
      'X-Content-Type-Options is not `nosniff` (3.4.4).',
    ],
    [
      !quietReferrers.has(lastOf(headers.get('referrer-policy'))),
      'Referrer-Policy is not `strict-origin-when-cross-origin` or stricter (3.4.5).',
    ],
    [
      /^same-origin\b(?!-allow-popups)/.test(headers.get('cross-origin-opener-policy') ?? ''),
      "Cross-Origin-Opener-Policy `same-origin` cuts the provider's window off: use `same-origin-allow-popups` (3.4.8).",
    ],
    [
      !isLong(headers.get('strict-transport-security')) || page.url.startsWith('http:'),
      'Strict-Transport-Security, which counts over https alone, does not hold for a year.',
    ],
    ...unpinned(await page.text(), page.url),
  ]
  return problems.flatMap(([wrong, problem]) => (wrong ? [problem] : []))
}

/** Browsers take the last one that they know. */
const lastOf = (list: string | null): string => (list ?? '').split(',').at(-1)?.trim().toLowerCase() ?? ''

const isLong = (text: string | null): boolean =>
  Number(/^\s*max-age="?(\d{1,12})/i.exec(text ?? '')?.[1] ?? 0) >= 365 * 24 * 3_600
