import type { WalletPort } from '../ports/wallet.ts'

/** Anything that speaks JSON-RPC and holds the account: anvil, or the simulated chain. */
export interface Node {
  request(args: { method: string; params?: readonly unknown[] }): Promise<unknown>
}

/** One question to the user, still open until it is answered. */
export interface Prompt {
  /** What the app asked for. */
  readonly parameters: Readonly<Record<string, string>>
  readonly settled: boolean
  /** The node behind the wallet, for what it looks up by itself. */
  readonly node: Node
  /** Signs and sends, with changes (`undefined` leaves a field out), to this node or another, and answers nothing. */
  broadcast(changes?: Readonly<Record<string, string | undefined>>, node?: Node): Promise<string>
  /** Answers the app. Only the first answer is heard, as with any promise. */
  answer(value: unknown): void
  /** As {@link Prompt.answer}, with an error. */
  fail(error: unknown): void
}

/** How a wallet, and the person before it, deal with a prompt. One that throws fails the prompt with what it threw. */
export type Persona = (prompt: Prompt) => void | Promise<void>

export interface TestWallet extends WalletPort {
  /** Every prompt that was ever shown. */
  readonly prompts: readonly Prompt[]
  /** Every method that was asked, in order. */
  readonly asked: readonly string[]
  /** What `eth_chainId` answers. */
  chainId: number
  /** What `eth_accounts` answers. */
  accounts: string[]
  /** Decides about the next prompts; a function that does nothing leaves them open. */
  persona: Persona
  /** Resolves when every persona that was begun has done its part. */
  idle(): Promise<void>
  /** EIP-1193 events; this wallet tells none. */
  on(event: string, listener: (...values: never[]) => void): void
  removeListener(event: string, listener: (...values: never[]) => void): void
}

/**
 * A wallet over a node that holds the account, with the behaviour of a {@link Persona}. It is a whole EIP-1193 provider,
 * so that connectors can be put in front of it.
 *
 * @example
 * ```ts
 * const wallet = testWallet(node, { account, chainId: 31337, persona: approve })
 * ```
 */
export function testWallet(
  node: Node,
  options: { account: string; chainId: number; id?: string; persona?: Persona },
): TestWallet {
  const prompts: Prompt[] = []
  const asked: string[] = []
  const begun: Promise<void>[] = []
  const wallet: TestWallet = {
    id: options.id ?? 'test',
    prompts,
    asked,
    chainId: options.chainId,
    accounts: [options.account],
    persona: options.persona ?? (() => undefined),
    async idle() {
      await Promise.all(begun)
    },
    on: () => undefined,
    removeListener: () => undefined,
    request({ method, params = [] }) {
      asked.push(method)
      switch (method) {
        case 'eth_chainId':
          return Promise.resolve(`0x${wallet.chainId.toString(16)}`)
        case 'eth_accounts':
        case 'eth_requestAccounts':
          return Promise.resolve(wallet.accounts)
        case 'wallet_switchEthereumChain':
          wallet.chainId = Number((params[0] as { chainId: string }).chainId)
          return Promise.resolve(null)
        // Libraries fall back to the second one; it asks the user just the same.
        case 'eth_sendTransaction':
        case 'wallet_sendTransaction':
          return show(params[0] as Record<string, string>)
        default:
          return node.request({ method, params })
      }
    },
  }
  return wallet

  function show(parameters: Record<string, string>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      let settled = false
      const once =
        (settle: (value: unknown) => void) =>
        (value: unknown): void => {
          if (!settled) settle(value)
          settled = true
        }
      const prompt: Prompt = {
        parameters,
        node,
        get settled() {
          return settled
        },
        async broadcast(changes = {}, to = node) {
          const { chainId: _, ...transaction } = { ...parameters, ...changes }
          const given = Object.entries(transaction).filter(([, value]) => value !== undefined)
          const sent = await to.request({
            method: 'eth_sendTransaction',
            params: [Object.fromEntries(given)],
          })
          return String(sent)
        },
        answer: once(resolve),
        fail: once(reject),
      }
      prompts.push(prompt)
      begun.push(decide(prompt))
    })
  }

  /** Begins in the same tick, so that a wallet which decides at once has decided when the request returns. */
  async function decide(prompt: Prompt): Promise<void> {
    try {
      await wallet.persona(prompt)
    } catch (error) {
      prompt.fail(error)
    }
  }
}
