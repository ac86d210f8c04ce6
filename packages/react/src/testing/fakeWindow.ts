/** A window as `window.open` gives it, that remembers where it was sent. */
export interface FakeWindow {
  closed: boolean
  opener: unknown
  document: Document
  location: { replace(url: string): void }
  close(): void
  /** Addresses that it was navigated to. */
  visited: string[]
}

export function createFakeWindow(): FakeWindow {
  const visited: string[] = []
  const fake: FakeWindow = {
    closed: false,
    opener: window,
    document: document.implementation.createHTMLDocument(''),
    location: { replace: (url) => void visited.push(url) },
    close() {
      fake.closed = true
    },
    visited,
  }
  return fake
}
