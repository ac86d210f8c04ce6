/** A choice of the reader, kept for a year and sent to the server, which then draws it. */
export function keepChoice(name: 'theme' | 'language', value: string): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=31536000; samesite=lax`
}
