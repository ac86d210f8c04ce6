/**
 * Where small, non-secret notes are kept: the id of an open order and the request that made it. Never a token, a URL,
 * an address or bank details. `localStorage` satisfies it.
 */
export interface OfframpStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}

/** Keeps nothing: for servers and for tests that want a first visit. */
export const noopStorage: OfframpStorage = {
  getItem: () => null,
  setItem: () => undefined,
  removeItem: () => undefined,
}

/** The page's `localStorage`, looked up at each use; nothing on a server or where it is forbidden. */
export const browserStorage: OfframpStorage = {
  getItem: (key) => quietly((storage) => storage.getItem(key)) ?? null,
  setItem: (key, value) => void quietly((storage) => storage.setItem(key, value)),
  removeItem: (key) => void quietly((storage) => storage.removeItem(key)),
}

/** A full, blocked or absent storage costs a convenience, never an order: the server holds the order. */
function quietly<value>(use: (storage: Storage) => value): value | undefined {
  try {
    return use(globalThis.localStorage)
  } catch {
    return undefined
  }
}
