import type { Store } from './store.ts'

const [shortest, longest] = [1, 25]

/**
 * Tries again while another process holds the file. SQLite's own waiting (`busy_timeout`) would hold up this whole process: its
 * streams, its webhooks, and whoever asks for something else.
 *
 * A try does all of its work or none, so that one more is never one too many.
 *
 * @param forMs - so long; then the call rejects with what SQLite said
 */
export function patient(store: Store, forMs: number): Store {
  const trying = <name extends keyof Store>(name: name) =>
    (async (...given: unknown[]) => {
      for (let waited = 0, pause = shortest; ; waited += pause, pause = Math.min(pause * 2, longest))
        try {
          return await (store[name] as (...given: unknown[]) => Promise<unknown>)(...given)
        } catch (error) {
          if (!isBusy(error) || waited >= forMs) throw error
          await new Promise((resolve) => setTimeout(resolve, pause))
        }
    }) as Store[name]
  return Object.fromEntries(
    (Object.keys(store) as (keyof Store)[]).map((name) => [name, trying(name)]),
  ) as unknown as Store
}

/** 5: somebody else writes. 6: this process itself does. The higher bits say in which way. Source: https://sqlite.org/rescode.html */
function isBusy(error: unknown): boolean {
  const { errcode } = (error ?? {}) as { errcode?: unknown }
  return typeof errcode === 'number' && [5, 6].includes(errcode & 0xff)
}
