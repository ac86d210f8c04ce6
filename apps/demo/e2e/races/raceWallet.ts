import type { Persona } from './plan.ts'
import type { RaceOrder, WalletAnswer, WalletAsk } from './settings.ts'

/** A wallet in the test's own process: it outlives every page, and sees what every page asks. */
export class RaceWallet {
  readonly asked: { attemptId: string | null; persona: Persona }[] = []
  /** Transactions that it gave to the chain. */
  sent = 0
  /** From here on it says yes to everything, at once. */
  agrees = false
  readonly #rpc: (method: string, params: unknown[]) => Promise<unknown>
  readonly #order: RaceOrder
  readonly #personas: readonly Persona[]
  readonly #honoursNonce: boolean
  readonly #held: (() => Promise<void>)[] = []

  constructor(
    rpc: (method: string, params: unknown[]) => Promise<unknown>,
    order: RaceOrder,
    { personas, honoursNonce }: { personas: readonly Persona[]; honoursNonce: boolean },
  ) {
    this.#rpc = rpc
    this.#order = order
    this.#personas = personas
    this.#honoursNonce = honoursNonce
  }

  async ask({ method, params, attemptId }: WalletAsk): Promise<WalletAnswer> {
    if (method === 'eth_chainId') return { result: `0x${this.#order.chainId.toString(16)}` }
    if (method === 'eth_accounts') return { result: [this.#order.sender] }
    if (method !== 'eth_sendTransaction') return failed(4200, 'This wallet cannot do that.')
    const persona = this.agrees ? 'approve' : (this.#personas[this.asked.length] ?? this.#personas.at(-1))
    this.asked.push({ attemptId, persona: persona ?? 'ignore' })
    return this.#answer(persona ?? 'ignore', params[0] as Record<string, string>)
  }

  /** The most requests that one attempt made. */
  mostPerAttempt(): number {
    const counts = new Map<string | null, number>()
    for (const { attemptId } of this.asked) counts.set(attemptId, (counts.get(attemptId) ?? 0) + 1)
    return Math.max(0, ...counts.values())
  }

  /** Answers what was held back, to whoever is still there. */
  async settle(): Promise<void> {
    for (const answer of this.#held.splice(0)) await answer()
  }

  #answer(persona: Persona, transaction: Record<string, string>): Promise<WalletAnswer> {
    const approve = async () => ({ result: await this.#broadcast(transaction) })
    switch (persona) {
      case 'approve':
        return approve()
      case 'reject':
        return Promise.resolve(rejected)
      case 'ignore':
        return new Promise(() => undefined)
      case 'approve later':
        return this.#hold(approve)
      case 'reject later':
        return this.#hold(async () => rejected)
      case 'send and fail':
        return approve().then(() => failed(-32603, 'Internal error.'))
      case 'send and answer null':
        return approve().then(() => ({ result: null }))
      case 'fail':
        return Promise.resolve(failed(-32000, 'Something went wrong.'))
    }
  }

  #hold(work: () => Promise<WalletAnswer>): Promise<WalletAnswer> {
    return new Promise((resolve) => this.#held.push(() => work().then(resolve)))
  }

  async #broadcast({ nonce, chainId: _, ...transaction }: Record<string, string>): Promise<unknown> {
    const told = this.#honoursNonce && nonce !== undefined ? { ...transaction, nonce } : transaction
    const hash = await this.#rpc('eth_sendTransaction', [told])
    this.sent += 1
    return hash
  }
}

const failed = (code: number, message: string): WalletAnswer => ({ error: { code, message } })
const rejected = failed(4001, 'User rejected the request.')
