/** Scripts and styles of another origin whose content is not pinned, each with what is wrong with it. */
export function unpinned(html: string, page: string): [boolean, string][] {
  const tags = [...html.matchAll(tagPattern)].map(([, name = '', written = '']) => ({
    name: name.toLowerCase(),
    attributes: attributesOf(written),
  }))
  const moved = tags.find(({ name, attributes }) => name === 'base' && attributes.has('href'))
  const from = moved?.attributes.get('href') ?? ''
  const here = URL.canParse(page) ? new URL(page).origin : null
  const base = here && URL.canParse(from, page) ? new URL(from, page).href : from
  return tags.flatMap(({ name, attributes }) => {
    const url = attributes.get('src') ?? attributes.get('href') ?? attributes.get('xlink:href')
    if (url === undefined || !(name === 'script' || (name === 'link' && loadsCode(attributes)))) return []
    const target = URL.canParse(url, base) ? new URL(url, base).origin : null
    const foreign = target === null ? /^(?:https?:)?\/\//i.test(url) : target !== here
    const pinned = /^sha(256|384|512)-./.test(attributes.get('integrity') ?? '')
    return [[foreign && !pinned, `${url} comes from elsewhere without \`integrity\` (3.6.1).`]]
  })
}

const tagPattern = /<(script|link|base)\b((?:"[^"]*"|'[^']*'|[^'">])*)>/gi

const loadsCode = (attributes: ReadonlyMap<string, string>): boolean =>
  /(^|\s)(stylesheet|modulepreload)(\s|$)/i.test(attributes.get('rel') ?? '')

/** Of two of the same name browsers take the first. */
function attributesOf(written: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  const pattern = /([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g
  for (const [, name = '', double, single, bare] of written.matchAll(pattern))
    if (!found.has(name.toLowerCase())) found.set(name.toLowerCase(), (double ?? single ?? bare ?? '').trim())
  return found
}
