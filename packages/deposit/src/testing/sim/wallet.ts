import type { WalletPort } from '../../ports/wallet.ts'
import { walletError } from '../personas.ts'
import { type Astray, astrayAtAll, astrayWithNonce, sendAs } from './approval.ts'
import type { FaultKind } from './faults.ts'
import { isPromise, type Maybe, whenDone } from './maybe.ts'
import type { PageLife, Surroundings } from './surroundings.ts'
import type { SendParts, SimTransaction } from './testChain.ts'
import { nonsense, silences } from './walletWords.ts'

interface SimPrompt {
  page: PageLife
  parameters: Readonly<Record<string, string>>
  failed: boolean
  answer(value: unknown): void
  fail(error: unknown): void
}

/** Something that a wallet may do. */
interface Choice {
  weight: number
  kind?: FaultKind
  /** The prompt is gone afterwards. */
  closes?: boolean
  /** The page hears the hash. */
  told?: boolean
  act(): Maybe<void>
}

/** The user's wallet: it outlives pages, and so do its prompts. */
export class SimWallet {
  /** Shown and not decided. A page that gave up does not close them. */
  readonly prompts: SimPrompt[] = []
  /** Answers that are on their way and take their time. */
  readonly late: (() => void)[] = []
  asked = 0
  /** On the app's list of wallets that keep to the nonce they are told. */
  readonly trusted: boolean
  readonly #world: Surroundings
  readonly #honoursNonce: boolean
  /** The way in which this wallet goes astray, half of the time. */
  readonly #astray: Astray | null
  readonly #sent: SimTransaction[] = []

  constructor(world: Surroundings) {
    const { random } = world
    this.#world = world
    this.#honoursNonce = random.chance(0.6)
    this.trusted = (this.#honoursNonce && random.chance(0.7)) || world.breaks('nonce')
    const ways = this.trusted ? astrayWithNonce : astrayAtAll
    this.#astray = random.chance(0.18) ? random.pick(ways) : null
  }

  portFor(page: PageLife): WalletPort {
    const { random, calls, chain, rates } = this.#world
    const fails = (kind: 'wallet_silent' | 'wallet_elsewhere') => {
      if (!random.chance(rates.wallet)) return false
      this.#world.inject(kind)
      return true
    }
    return {
      id: 'simulated',
      request: ({ method, params = [] }) => {
        if (method === 'eth_sendTransaction') return this.#prompt(page, params[0] as Record<string, string>)
        return calls.make<unknown>(page, () => {
          if (fails('wallet_silent')) throw walletError(4900)
          const away = fails('wallet_elsewhere')
          if (method === 'eth_chainId') return away ? '0x1' : `0x${chain.chainId.toString(16)}`
          return [away ? chain.otherAccount : chain.account]
        })
      },
    }
  }

  #prompt(page: PageLife, parameters: Record<string, string>): Promise<unknown> {
    this.asked += 1
    this.#world.oracle.prompted(page, parameters)
    return new Promise((resolve, reject) => {
      const heard = (settle: (value: unknown) => void) => (value: unknown) => page.hear(() => settle(value))
      this.prompts.push({ page, parameters, failed: false, answer: heard(resolve), fail: heard(reject) })
    })
  }

  /** The user, or the wallet on its own, deals with one prompt. */
  decide(): Maybe<void> {
    const { random } = this.#world
    const index = random.int(this.prompts.length)
    const prompt = this.prompts[index]
    if (!prompt) return
    const fail = (error: unknown) => {
      prompt.failed = true
      prompt.fail(error)
    }
    const refusal = () => walletError(random.pick([4001, 5000]), 'User rejected the request.')
    const choice = this.#choose([
      { weight: 44, closes: true, act: () => this.#approve(prompt) },
      { weight: 18, closes: true, kind: 'rejects', act: () => fail(refusal()) },
      // Answers without having sent, and closes, or stays open and can still be approved.
      { weight: 5, closes: true, kind: 'error_without_sending', act: () => fail(random.pick(silences)) },
      { weight: 6, kind: 'error_without_sending', act: () => fail(random.pick(silences)) },
      { weight: 2, kind: 'null_answer', act: () => prompt.answer(random.pick(nonsense)) },
      { weight: 2, closes: true, kind: 'foreign_hash', act: () => this.#foreignHash(prompt) },
      { weight: 2, closes: true, kind: 'never_answers', act: () => undefined },
    ])
    if (choice.closes) this.prompts.splice(index, 1)
    return choice.act()
  }

  #choose(choices: readonly Choice[]): Choice {
    const choice = this.#world.random.weighted(choices.map((one) => [one.weight, one] as const))
    if (choice.kind) this.#world.inject(choice.kind)
    return choice
  }

  /** Never that of another sale's transfer: which of two requests one transaction answers is the wallet's word alone. */
  #foreignHash(prompt: SimPrompt): void {
    const { chain, oracle } = this.#world
    const other = [...chain.mined(), ...chain.mempool].findLast((tx) => !oracle.orderOf(tx))
    prompt.answer(other?.hash ?? `0x${'f0'.repeat(32)}`)
  }

  #approve(prompt: SimPrompt): Maybe<void> {
    const { random } = this.#world
    if (prompt.failed) this.#world.inject('approved_after_error')
    const asked = this.#read(prompt.parameters)
    const astray = this.#astray && random.chance(0.5) ? this.#astray : null
    try {
      const sent = sendAs(this.#world, prompt.page.order, asked, astray)
      if (!isPromise(sent)) return this.#answer(prompt, sent)
      return sent.then(
        (transaction) => this.#answer(prompt, transaction),
        (error) => prompt.fail(error),
      )
    } catch (error) {
      prompt.fail(error)
    }
  }

  #read({ from = '', to = '', value = '0x0', data = '0x', nonce }: SimPrompt['parameters']): SendParts {
    const parts = { from, to, value: BigInt(value), data }
    if (nonce === undefined) return parts
    if (this.#honoursNonce) return { ...parts, nonce: Number(nonce) }
    this.#world.inject('ignores_nonce')
    return parts
  }

  #answer(prompt: SimPrompt, sent: SimTransaction): Maybe<void> {
    const { random, oracle } = this.#world
    const { hash } = sent
    const { page } = prompt
    this.#sent.push(sent)
    const unconfirmed = () => walletError(-32603, `Transaction ${hash} could not be confirmed.`)
    const { told, act } = this.#choose([
      { weight: 44, told: true, act: () => prompt.answer(hash) },
      { weight: 8, kind: 'error_after_sending', act: () => prompt.fail(random.pick(silences)) },
      { weight: 3, kind: 'null_answer', act: () => prompt.answer(random.pick(nonsense)) },
      { weight: 3, told: true, kind: 'hash_in_error', act: () => prompt.fail(unconfirmed()) },
      { weight: 4, kind: 'never_answers', act: () => undefined },
      { weight: 5, kind: 'answers_late', act: () => void this.late.push(() => prompt.answer(hash)) },
      { weight: 3, told: true, kind: 'answers_twice', act: () => this.#answerTwice(prompt, hash) },
      { weight: 3, told: true, act: () => this.#answerAndDrop(prompt, sent) },
      { weight: this.#world.breaks('p1') ? 20 : 0, act: () => prompt.fail(walletError(4001)) },
    ])
    oracle.sent(page.order, sent, told === true && !prompt.failed && page.alive && !page.frozen)
    return act()
  }

  /** Of two answers to the same request the first one counts, whatever comes after it. */
  #answerTwice(prompt: SimPrompt, hash: string): void {
    const { random } = this.#world
    prompt.answer(hash)
    if (random.chance(0.5)) prompt.fail(walletError(4001, 'User rejected the request.'))
    else prompt.answer(random.pick(nonsense))
  }

  #answerAndDrop(prompt: SimPrompt, sent: SimTransaction): Maybe<void> {
    const { chain } = this.#world
    prompt.answer(sent.hash)
    const waiting = chain.mempool.find((tx) => tx.hash === sent.hash)
    if (!waiting) return
    this.#world.inject('hash_then_drop')
    return chain.drop(waiting)
  }

  /** Speeds up or cancels what waits. */
  replace(): Maybe<void> {
    const { chain, random, oracle } = this.#world
    const waiting = chain.mempool.filter((tx) => this.#sent.some((mine) => mine.hash === tx.hash))
    if (waiting.length === 0) return
    const before = random.pick(waiting)
    const { from, nonce, to, value, data } = before
    const cancels = random.chance(0.5)
    this.#world.inject(cancels ? 'cancel' : 'speed_up')
    const parts = cancels
      ? { from, to: from, value: 0n, data: '0x', nonce }
      : { from, to, value, data, nonce }
    return whenDone(chain.send(parts), (after) => {
      this.#sent.push(after)
      if (!cancels) oracle.replaced(before, after)
    })
  }

  /** The user does something else with the account. */
  spendElsewhere(): Maybe<void> {
    const { chain } = this.#world
    this.#world.inject('spends_elsewhere')
    const sent = chain.send({ from: chain.account, to: `0x${'e5'.repeat(20)}`, value: 1n, data: '0x' })
    return whenDone(sent, () => undefined)
  }
}
