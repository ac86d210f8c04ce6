/** Markup that is safe to send: made by the `html` tag only. */
export interface Html {
  readonly markup: string
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => ENTITIES[char] ?? char)

type Value = Html | string | false | null | readonly Html[]

function write(value: Value): string {
  if (value === false || value === null) return ''
  if (typeof value === 'string') return escapeHtml(value)
  if (Array.isArray(value)) return value.map((part: Html) => part.markup).join('')
  return (value as Html).markup
}

/**
 * A template tag that escapes every value which is not itself `Html`.
 *
 * @example
 * html`<p>${userText}</p>`
 */
export function html(strings: TemplateStringsArray, ...values: Value[]): Html {
  return { markup: strings.reduce((all, part, i) => all + write(values[i - 1] ?? '') + part) }
}

/** A full address in groups of four, so that a person can compare it. */
export function groupedAddress(address: string): Html {
  const groups = [address.slice(0, 2), ...(address.slice(2).match(/.{1,4}/g) ?? [])]
  return html`<code class="address" translate="no" data-address="${address}">${groups.map((g) => html`<span>${g}</span> `)}</code>`
}
