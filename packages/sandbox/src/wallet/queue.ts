import { type Random, randomToken } from '../random.ts'

/** A JSON-RPC error as a wallet answers it. Codes: EIP-1193 and EIP-1474. */
interface WalletError {
  code: number
  message: string
}

export type WalletAnswer = { result: unknown } | { error: WalletError }

/** One question to the user. */
export interface WalletRequest {
  id: string
  origin: string
  chainId: number
  method: string
  params: readonly unknown[]
  state: 'pending' | 'working' | 'answered'
  answer: WalletAnswer | null
}

export const walletError = (code: number, message: string): WalletAnswer => ({ error: { code, message } })

const KEPT = 200

/** Questions waiting for the user and those answered lately. Survives the app's reload, not the server's. */
export function createQueue(random: Random, changed: () => void) {
  const requests: WalletRequest[] = []
  const waiters = new Map<string, Set<() => void>>()

  return {
    all: () => requests as readonly WalletRequest[],
    pending: () => requests.filter((r) => r.state === 'pending'),
    find: (id: string) => requests.find((r) => r.id === id) ?? null,

    add(question: Pick<WalletRequest, 'origin' | 'chainId' | 'method' | 'params'>): WalletRequest {
      const request: WalletRequest = {
        ...question,
        id: randomToken(random, 12),
        state: 'pending',
        answer: null,
      }
      requests.push(request)
      if (requests.length > KEPT) requests.splice(0, requests.length - KEPT)
      changed()
      return request
    },

    answer(request: WalletRequest, answer: WalletAnswer) {
      request.state = 'answered'
      request.answer = answer
      for (const wake of waiters.get(request.id) ?? []) wake()
      waiters.delete(request.id)
      changed()
    },

    /** Resolves when the request is answered or the time is over, whichever comes first. */
    async wait(request: WalletRequest, ms: number): Promise<void> {
      if (request.state === 'answered') return
      await new Promise<void>((done) => {
        const set = waiters.get(request.id) ?? new Set()
        const timer = setTimeout(finish, ms)
        function finish() {
          clearTimeout(timer)
          set.delete(finish)
          done()
        }
        set.add(finish)
        waiters.set(request.id, set)
      })
    },

    close() {
      for (const set of waiters.values()) for (const wake of set) wake()
      waiters.clear()
    },

    clear() {
      for (const request of requests) {
        if (request.state !== 'answered')
          this.answer(request, walletError(4900, 'The sandbox wallet was reset.'))
      }
      requests.length = 0
      changed()
    },
  }
}
