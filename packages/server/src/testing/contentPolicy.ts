/** One Content-Security-Policy, as browsers read it. */
export interface Policy {
  has(directive: string): boolean
  /** What a directive allows, in small letters; where it is missing, what the one allows that stands in for it. */
  sources(directive: string): readonly string[]
}

/** Each of them says where some scripts may come from. */
export const scriptDirectives = ['script-src', 'script-src-elem', 'script-src-attr'] as const

/** Several headers, and several policies in one, arrive with commas between them. */
export function policiesOf(text: string | null): readonly Policy[] {
  return (text ?? '').split(',').map((policy) => {
    const directives = new Map<string, readonly string[]>()
    for (const directive of policy.split(';')) {
      const [name = '', ...sources] = directive.trim().toLowerCase().split(/\s+/)
      // Of two of the same name the second one is not read.
      if (!directives.has(name)) directives.set(name, sources)
    }
    const find = (name: string): readonly string[] | undefined =>
      directives.get(name) ?? (/^script-src-/.test(name) ? directives.get('script-src') : undefined)
    return {
      has: (name) => directives.has(name),
      sources: (name) => find(name) ?? directives.get('default-src') ?? ['*'],
    }
  })
}

/** Any host at all: a star, a scheme alone, or a whole top-level domain. */
export const isAnywhere = (source: string): boolean =>
  /^(\*|[a-z][a-z\d+.-]*:|([a-z][a-z\d+.-]*:\/\/)?\*(\.[a-z]+)?(:(\d+|\*))?\/?)$/.test(source)

/** Whether scripts are let in by names, nonces or hashes alone. */
export const areNamed = (sources: readonly string[]): boolean =>
  !sources.some((source) => isAnywhere(source) || source === "'unsafe-eval'") &&
  (!sources.includes("'unsafe-inline'") || sources.some((source) => /^'(nonce|sha\d+)-/.test(source)))
