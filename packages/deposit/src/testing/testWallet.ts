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
  /** Signs and sends, with changes, and answers nothing. */
  broadcast(changes?: Readonly<Record<string, string | undefined>>): Promise<string>
  answer(value: unknown): void
  fail(error: unknown): void
}

/** How a wallet, and the person before it, deal with a prompt. */
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
}

/** A wallet over a node that holds the account, with the behaviour of a {@link Persona}. */
export function testWallet(
  node: Node,
  options: { account: string; chainId: number; id?: string; persona?: Persona },
): TestWallet {
  const prompts: Prompt[] = []
  const asked: string[] = []
  const wallet: TestWallet = {
    id: options.id ?? 'test',
    prompts,
    asked,
    chainId: options.chainId,
    accounts: [options.account],
    persona: options.persona ?? (() => undefined),
    request({ method, params = [] }) {
      asked.push(method)
      switch (method) {
        case 'eth_chainId':
          return Promise.resolve(`0x${wallet.chainId.toString(16)}`)
        case 'eth_accounts':
          return Promise.resolve(wallet.accounts)
        case 'wallet_switchEthereumChain':
          wallet.chainId = Number((params[0] as { chainId: string }).chainId)
          return Promise.resolve(null)
        case 'eth_sendTransaction':
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
        get settled() {
          return settled
        },
        async broadcast(changes = {}) {
          const { chainId: _, ...transaction } = { ...parameters, ...changes }
          const given = Object.entries(transaction).filter(([, value]) => value !== undefined)
          const sent = await node.request({
            method: 'eth_sendTransaction',
            params: [Object.fromEntries(given)],
          })
          return String(sent)
        },
        answer: once(resolve),
        fail: once(reject),
      }
      prompts.push(prompt)
      void wallet.persona(prompt)
    })
  }
}
