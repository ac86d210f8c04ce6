/** What the protocol loads when it needs it. Loading is real time, which a schedule must not depend on. */
export const chunks = {
  'find/effectOfDigest.ts': () => import('../../find/effectOfDigest.ts'),
  'find/wider.ts': () => import('../../find/wider.ts'),
  'protocol/attest.ts': () => import('../../protocol/attest.ts'),
  'protocol/explain.ts': () => import('../../protocol/explain.ts'),
  'protocol/looking.ts': () => import('../../protocol/looking.ts'),
  'protocol/paidElsewhere.ts': () => import('../../protocol/paidElsewhere.ts'),
  'protocol/reserveAgain.ts': () => import('../../protocol/reserveAgain.ts'),
} as const

let loaded = false

/** Loads all of them, once. */
export async function loadChunks(): Promise<void> {
  if (loaded) return
  await Promise.all(Object.values(chunks).map((load) => load()))
  loaded = true
}
