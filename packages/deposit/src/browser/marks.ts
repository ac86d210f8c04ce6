import type { MarksPort } from '../ports/marks.ts'

/**
 * Notes in localStorage, which is the only storage that a page can write synchronously while it goes away.
 * Throws where it is blocked or full; the protocol takes that as a note that is not there.
 */
export function localMarks(storage: Pick<Storage, 'getItem' | 'setItem'> | undefined = reach()): MarksPort {
  return {
    set: (key) => storage?.setItem(`offrampkit:${key}`, '1'),
    has: (key) => storage?.getItem(`offrampkit:${key}`) === '1',
  }
}

/** Merely touching `localStorage` throws where site data is blocked. */
export function reach(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    return undefined
  }
}
