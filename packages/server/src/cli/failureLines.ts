import { isOfframpError } from '@offrampkit/core'

interface Telling {
  /** Where nothing is known that must not be told, but these: then the reason is told in its own words. */
  secrets?: readonly string[]
}

/** What went wrong, for people, without passwords. */
export function failureLines(error: unknown, { secrets }: Telling = {}): string[] {
  const lines = [`offrampkit-server: ${messageOf(error)}`]
  if (isOfframpError(error) && error.cause !== undefined)
    lines.push(`  The reason: ${secrets ? messageOf(error.cause) : nameOf(error.cause)}`)
  return lines.map((line) => withoutSecrets(line, secrets ?? []))
}

/** What a database or a provider says may quote an order. */
function nameOf(error: unknown): string {
  const { name, code } = (error ?? {}) as { name?: unknown; code?: unknown }
  return [name, code].filter((word) => /^\w{1,40}$/.test(String(word ?? ''))).join(' ') || typeof error
}

function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error'
  const { code, errors } = error as { code?: unknown; errors?: unknown }
  // Where several addresses were tried, the error that holds all of theirs says nothing itself.
  const said = error.message || (Array.isArray(errors) ? messageOf(errors[0]) : '') || error.name
  return typeof code === 'string' && !isOfframpError(error) && !said.includes(code)
    ? `${said} (${code})`
    : said
}

/** Whoever sits before the `@` of a URL, passwords among its parameters, and what the command was handed. */
function withoutSecrets(text: string, secrets: readonly string[]): string {
  const known = secrets.filter((secret) => secret.length > 0)
  return known
    .reduce((rest, secret) => rest.replaceAll(secret, '…'), text)
    .replace(/:\/\/[^\s"']*@/g, '://…@')
    .replace(/(password|secret|token|key)=[^&\s"']*/gi, '$1=…')
}
