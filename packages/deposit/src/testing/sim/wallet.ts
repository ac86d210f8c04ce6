import type { WalletPort } from '../../ports/wallet.ts'
import { walletError } from '../personas.ts'
import { isPromise, type Maybe, whenDone } from './maybe.ts'
import type { PageLife, Surroundings } from './surroundings.ts'
import type { SimTransaction } from './testChain.ts'

interface SimPrompt {
  page: PageLife
  parameters: Readonly<Record<string, string>>
  answer(value: unknown): void
  fail(error: unknown): void
}

/** Codes and values that wallets were seen to fail with, and that prove nothing. */
const silences: readonly unknown[] = [
  walletError(-32000, 'already known'),
  walletError(-32603, 'Internal JSON-RPC error.'),
  walletError(-32002, 'Request already pending.'),
  walletError(-1, 'Unexpected error'),
  walletError(4900, 'Disconnected'),
  walletError(4100, 'Unauthorized'),
  walletError('4001', 'a code of the wrong type'),
  new Error('Request expired. Please try again.'),
  undefined,
  null,
  'timeout',
]
const nonsense: readonly unknown[] = [null, undefined, '', '0x', {}, 0, '0x1234']

/** The user's wallet: it outlives pages, and so do its prompts. */
export class SimWallet {
  /** Shown and not decided. A page that gave up does not close them. */
  readonly prompts: SimPrompt[] = []
  asked = 0
  readonly #world: Surroundings
  readonly #honoursNonce: boolean
  readonly #sent: SimTransaction[] = []

  constructor(world: Surroundings, honoursNonce: boolean) {
    this.#world = world
    this.#honoursNonce = honoursNonce
  }

  portFor(page: PageLife): WalletPort {
    const { random, calls, chain, account, faults } = this.#world
    return {
      id: 'simulated',
      request: ({ method, params = [] }) => {
        if (method === 'eth_sendTransaction') return this.#prompt(page, params[0] as Record<string, string>)
        return calls.make(page, () => {
          if (random.chance(faults.walletFails)) throw walletError(4900)
          const elsewhere = random.chance(faults.walletFails)
          if (method === 'eth_chainId') return elsewhere ? '0x1' : `0x${chain.chainId.toString(16)}`
          return elsewhere ? [] : [account]
        })
      },
    }
  }

  #prompt(page: PageLife, parameters: Record<string, string>): Promise<unknown> {
    this.asked += 1
    this.#world.oracle.prompted(page, parameters)
    return new Promise((resolve, reject) => {
      const heard = (settle: (value: unknown) => void) => (value: unknown) => {
        if (page.alive) settle(value)
      }
      this.prompts.push({ page, parameters, answer: heard(resolve), fail: heard(reject) })
    })
  }

  /** The user, or the wallet on its own, deals with one prompt. */
  decide(): Maybe<void> {
    const { random } = this.#world
    const index = random.int(this.prompts.length)
    const prompt = this.prompts[index]
    if (!prompt) return
    const close = () => void this.prompts.splice(index, 1)
    const closeAnd = (then: () => Maybe<void>) => () => {
      close()
      return then()
    }
    return random.weighted<() => Maybe<void>>([
      [30, closeAnd(() => this.#approve(prompt))],
      [22, closeAnd(() => prompt.fail(walletError(random.pick([4001, 5000]), 'User rejected the request.')))],
      // Answers without having sent, and closes, or stays open and can still be approved.
      [6, closeAnd(() => prompt.fail(random.pick(silences)))],
      [6, () => prompt.fail(random.pick(silences))],
      [3, () => prompt.answer(random.pick(nonsense))],
      [3, close],
    ])()
  }

  #approve(prompt: SimPrompt): Maybe<void> {
    try {
      const sent = this.#send(prompt)
      if (!isPromise(sent)) return this.#answer(prompt, sent)
      return sent.then(
        (transaction) => this.#answer(prompt, transaction),
        (error) => prompt.fail(error),
      )
    } catch (error) {
      prompt.fail(error)
    }
  }

  #answer(prompt: SimPrompt, sent: SimTransaction): Maybe<void> {
    const { random, chain } = this.#world
    this.#sent.push(sent)
    return random.weighted<() => Maybe<void>>([
      [40, () => prompt.answer(sent.hash)],
      [8, () => prompt.fail(random.pick(silences))],
      [4, () => prompt.answer(random.pick(nonsense))],
      [4, () => prompt.fail(walletError(-32603, `Transaction ${sent.hash} could not be confirmed.`))],
      [6, () => undefined],
      [
        4,
        () => {
          prompt.answer(sent.hash)
          return chain.drop(sent)
        },
      ],
    ])()
  }

  #send({ parameters }: SimPrompt): Maybe<SimTransaction> {
    const { from = '', to = '', value = '0x0', data = '0x', nonce } = parameters
    const pinned = this.#honoursNonce && nonce !== undefined ? { nonce: Number(nonce) } : {}
    return this.#world.chain.send({ from, to, value: BigInt(value), data, ...pinned })
  }

  /** Speeds up or cancels what waits. */
  replace(): Maybe<void> {
    const { chain, random, account } = this.#world
    const waiting = chain.mempool.filter((tx) => this.#sent.some((mine) => mine.hash === tx.hash))
    if (waiting.length === 0) return
    const { nonce, to, value, data } = random.pick(waiting)
    const cancels = random.chance(0.5)
    const sent = chain.send(
      cancels
        ? { from: account, to: account, value: 0n, data: '0x', nonce }
        : { from: account, to, value, data, nonce },
    )
    return whenDone(sent, (transaction) => void this.#sent.push(transaction))
  }

  /** The user does something else with the account. */
  spendElsewhere(): Maybe<void> {
    const { chain, account } = this.#world
    const sent = chain.send({ from: account, to: `0x${'e1'.repeat(20)}`, value: 1n, data: '0x' })
    return whenDone(sent, () => undefined)
  }
}
