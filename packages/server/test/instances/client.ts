import { apiVersion, apiVersionHeader, pathOf, type RouteName, routes } from '@offrampkit/core/api'
import { origin } from '../harness.ts'
import { pause } from './bank.ts'

/** What was answered: the body, or the code of the error. */
export type Said<value> = { ok: true; value: value } | { ok: false; code: string }

/** How one user speaks to the servers: through the proxy, and again and again until there is an answer. */
export interface Client {
  call<value>(name: RouteName, path: Record<string, string>, body?: unknown): Promise<Said<value>>
  /** Listens to an order's news, from one server after another, and says the versions that it hears. Until the signal aborts. */
  listen(orderId: string, onVersion: (version: number) => void, signal: AbortSignal): Promise<void>
}

/** So often a call is made again: far more than it takes, so that one that never gets an answer is found. */
const mostTries = 400

export function createClient(base: string, userId: string): Client {
  const headers = { origin, [apiVersionHeader]: apiVersion, 'x-user': userId }
  const urlOf = (name: RouteName, path: Record<string, string>) => `${base}/api/offramp${pathOf(name, path)}`

  return {
    async call(name, path, body) {
      const { method } = routes[name]
      const init =
        method === 'POST'
          ? {
              method,
              headers: { ...headers, 'content-type': 'application/json' },
              body: JSON.stringify(body ?? {}),
            }
          : { method, headers }
      for (let tries = 1; tries <= mostTries; tries++) {
        try {
          const response = await fetch(urlOf(name, path), init)
          const said = await response.json()
          if (response.ok) return { ok: true, value: said }
          if (!said.error.retryable) return { ok: false, code: said.error.code }
        } catch {
          // Broken off on the way: it may have been done, or not.
        }
        await pause(50 + (tries % 7) * 10)
      }
      throw new Error(`${name} was never answered.`)
    },
    async listen(orderId, onVersion, signal) {
      while (!signal.aborted) {
        try {
          const response = await fetch(urlOf('watchOrder', { orderId }), { headers, signal })
          const decoder = new TextDecoder()
          for await (const chunk of response.body ?? [])
            for (const [, version] of decoder.decode(chunk).matchAll(/^data: \{"version":(\d+)\}$/gm))
              onVersion(Number(version))
        } catch {
          // The server is gone, or it is over.
        }
        if (!signal.aborted) await pause(60)
      }
    },
  }
}
