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
  const directives = policyOf(headers.get('content-security-policy'))
  const sources = (name: string) => directives.get(name) ?? directives.get('default-src') ?? ['*']
  const scripts = sources('script-src')
  const problems: [boolean, string][] = [
    [!directives.has('default-src'), "Content-Security-Policy has no `default-src`, such as 'self' (3.4.3)."],
    [
      scripts.some((source) => ['*', 'https:', 'data:', "'unsafe-eval'"].includes(source)) ||
        (scripts.includes("'unsafe-inline'") && !scripts.some((source) => /^'(nonce|sha\d+)-/.test(source))),
      'Content-Security-Policy lets scripts in from anywhere, inline or as text: name origins, nonces or hashes (3.4.3).',
    ],
    [sources('object-src').join() !== "'none'", "Content-Security-Policy needs object-src 'none' (3.4.3)."],
    [!directives.has('base-uri'), "Content-Security-Policy needs base-uri 'none' (3.4.3)."],
    [
      !directives.has('frame-ancestors') || sources('frame-ancestors').includes('*'),
      "Content-Security-Policy needs frame-ancestors 'none', or who may frame the page (3.4.6).",
    ],
    [
      !directives.has('report-to') && !directives.has('report-uri'),
      'Content-Security-Policy names no place for its reports: `report-to` or `report-uri` (3.4.7).',
    ],
    [headers.get('x-content-type-options') !== 'nosniff', 'X-Content-Type-Options is not `nosniff` (3.4.4).'],
    [
      !quietReferrers.has(lastOf(headers.get('referrer-policy'))),
      'Referrer-Policy is not `strict-origin-when-cross-origin` or stricter (3.4.5).',
    ],
    [
      /^same-origin\b/.test(headers.get('cross-origin-opener-policy') ?? '') &&
        !/^same-origin-allow-popups\b/.test(headers.get('cross-origin-opener-policy') ?? ''),
      "Cross-Origin-Opener-Policy `same-origin` cuts the provider's window off: use `same-origin-allow-popups` (3.4.8).",
    ],
    [
      !isLong(headers.get('strict-transport-security')),
      'Strict-Transport-Security does not hold for a year.',
    ],
    ...unpinned(await page.text(), page.url),
  ]
  return problems.flatMap(([wrong, problem]) => (wrong ? [problem] : []))
}

function policyOf(text: string | null): ReadonlyMap<string, readonly string[]> {
  const parts = (text ?? '').split(';').map((part) => part.trim().split(/\s+/))
  return new Map(parts.map(([name = '', ...sources]) => [name.toLowerCase(), sources]))
}

/** Browsers take the last one that they know. */
const lastOf = (list: string | null): string => (list ?? '').split(',').at(-1)?.trim().toLowerCase() ?? ''

const isLong = (text: string | null): boolean =>
  Number(/max-age="?(\d{1,12})/i.exec(text ?? '')?.[1] ?? 0) >= 365 * 24 * 3_600

/** Scripts and styles of another origin whose content is not pinned. */
function unpinned(html: string, base: string): [boolean, string][] {
  const here = URL.canParse(base) ? new URL(base).origin : null
  return [...html.matchAll(/<(?:script|link)\b[^>]*>/gi)].flatMap(([tag]) => {
    const isStyle = /^<link/i.test(tag)
    if (isStyle && !/\brel\s*=\s*["']?(?:stylesheet|modulepreload)\b/i.test(tag)) return []
    const source = /\b(?:src|href)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(tag)
    const url = source?.[1] ?? source?.[2] ?? source?.[3] ?? ''
    const target = here && URL.canParse(url, base) ? new URL(url, base).origin : null
    const foreign = target === null ? /^(?:https?:)?\/\//i.test(url) : target !== here
    return [
      [
        foreign && !/\bintegrity\s*=/i.test(tag),
        `${url} comes from elsewhere without \`integrity\` (3.6.1).`,
      ],
    ]
  })
}
