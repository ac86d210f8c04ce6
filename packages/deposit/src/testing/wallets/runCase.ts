import type { ArmedDeposit, Depositor, DepositPorts } from '../../depositor.ts'
import type { LedgerAttempt } from '../../ports/ledger.ts'
import { approve } from '../personas.ts'
import { type TestWallet, testWallet } from '../testWallet.ts'
import { type ConnectedWallet, type ConnectorUnderTest, demand, inTime } from './connector.ts'
import type { WalletGround } from './ground.ts'
import { type AppPage, openBrowser, wordOf } from './page.ts'
import { demandSameBytes } from './parameters.ts'
import type { AttemptWord, WalletPersonaCase } from './personaCase.ts'

/**
 * The page lives to hear the answer; or it ends right after it asked; or it lives, and another page has taken its lock and
 * called the attempt unknown before the wallet answers.
 */
export type PageFate = 'lives' | 'crashes' | 'loses its lock'

export interface WalletCase {
  under: ConnectorUnderTest
  persona: WalletPersonaCase
  fate: PageFate
  ground: WalletGround
  /** Most real time for anything that must happen. */
  patienceMs: number
  /** Default: `createDepositor`. With another, the suite judges that one. */
  create?: (ports: DepositPorts) => Depositor
}

/**
 * One deposit through one connector with one persona: arm, fire, hear or crash, look, let the wallet go on, mine, look
 * until final, try again. Throws at the first demand that is not met.
 *
 * @throws ConformanceError
 */
export async function runWalletCase(one: WalletCase): Promise<void> {
  const { under, ground, persona } = one
  const { persona: decides, later } = persona.start(ground)
  const backend = testWallet(ground.node, { account: ground.order.sender, chainId: ground.chainId })
  const connected = await under.connect(backend)
  try {
    await new Deposit(one, backend, connected).run(decides, later)
  } finally {
    await connected.close?.()
    await ground.close?.()
  }
}

class Deposit {
  readonly #one: WalletCase
  readonly #backend: TestWallet
  readonly #connected: ConnectedWallet
  readonly #open: (tabId: string) => AppPage

  constructor(one: WalletCase, backend: TestWallet, connected: ConnectedWallet) {
    this.#one = one
    this.#backend = backend
    this.#connected = connected
    this.#open = openBrowser(one.ground, one.create)
  }

  async run(decides: TestWallet['persona'], later: (() => Promise<void>) | undefined): Promise<void> {
    const { persona, fate, ground } = this.#one
    // The wallet decides after the page's fate has come, however fast this connector answers.
    let goes: () => void = () => undefined
    const gone = new Promise<void>((resolve) => {
      goes = resolve
    })
    // A connector may need a moment until the wallet shows the question.
    const shown = new Promise<void>((resolve) => {
      this.#backend.persona = (prompt) => {
        resolve()
        return gone.then(() => decides(prompt))
      }
    })
    const first = this.#open('first')
    const armed = await this.#arm(first)
    const answer = this.#fire(armed)
    await inTime(shown, this.#one.patienceMs, 'The question in the wallet')
    this.#onceSoFar()

    const page = await this.#leave(first)
    goes()
    await this.#backend.idle()
    const hears = fate !== 'crashes'
    if (hears && persona.answers === 'at once') this.#heard(await this.#settled(answer))
    await this.#look(page)
    if (hears && persona.answers !== 'at once')
      this.#allow(
        await this.#attempt(page),
        [fate === 'lives' ? 'prompting' : 'unknown', 'hash'],
        'while it waits',
      )
    await later?.()
    if (hears && persona.answers === 'late') this.#heard(await this.#settled(answer))

    for (const blocks of [1, 3, 12]) {
      await ground.mine(blocks)
      await this.#look(page)
    }
    this.#onceSoFar()
    const attempt = await this.#attempt(page)
    const [prompt] = this.#backend.prompts
    if (prompt) demandSameBytes(this.#one.under, prompt, attempt)
    this.#allow(attempt, hears ? persona.final : persona.afterCrash, 'when all is final')
    await this.#judge(armed.instruction.units)
    await this.#again(page, armed.instruction.units)
  }

  async #arm({ depositor }: AppPage): Promise<ArmedDeposit> {
    const { order } = this.#one.ground
    const armed = await inTime(depositor.arm(order, this.#connected.wallet), this.#one.patienceMs, 'Arming')
    const asked = this.#backend.asked.filter((method) => /send|sign/i.test(method))
    demand(asked.length === 0, `Arming asked the wallet for ${asked.join(', ')}.`)
    return armed
  }

  /** A double click, and a page that gives up too late, must not ask again. */
  #fire(armed: ArmedDeposit): Promise<LedgerAttempt> {
    const answer = armed.fire()
    void armed.fire()
    armed.disarm()
    return answer
  }

  /** What becomes of the page while the wallet asks, and the page that looks from then on. None may ask again. */
  async #leave(first: AppPage): Promise<AppPage> {
    const { fate } = this.#one
    if (fate === 'crashes') first.crash()
    if (fate === 'loses its lock') first.loseLock()
    const second = this.#open('second')
    await this.#look(second)
    const word = fate === 'lives' ? 'prompting' : 'unknown'
    this.#allow(await this.#attempt(second), [word], 'when another page opens')
    const refused = await this.#tryAgain(second)
    const expected = fate === 'lives' ? 'lock_held' : 'attempt_unproven'
    demand(refused === expected, `Another page that wanted to send was told ${refused}, not ${expected}.`)
    return fate === 'lives' ? first : second
  }

  /** Arms once more. The handle, or the code of the refusal. */
  async #tryAgain({ depositor }: AppPage): Promise<ArmedDeposit | string> {
    try {
      return await depositor.arm(this.#one.ground.order, this.#connected.wallet)
    } catch (error) {
      return String((error as { code?: unknown }).code)
    }
  }

  #settled(answer: Promise<LedgerAttempt>): Promise<LedgerAttempt> {
    return inTime(answer, this.#one.patienceMs, "The wallet's answer")
  }

  #heard(attempt: LedgerAttempt): void {
    this.#allow(attempt, this.#one.persona.heard, 'after the answer')
  }

  async #look({ depositor }: AppPage): Promise<void> {
    // Two looks in one millisecond cannot be told apart.
    this.#one.ground.advance(1_000)
    const { unreadable } = await depositor.reconcile(this.#one.ground.order)
    demand(unreadable === null, `The chain could not be read: ${unreadable}`)
  }

  async #attempt({ depositor }: AppPage): Promise<LedgerAttempt> {
    const attempts = await depositor.attempts(this.#one.ground.order.orderId)
    const [attempt] = attempts
    demand(attempt !== undefined && attempts.length === 1, `${attempts.length} attempts, not one.`)
    return attempt
  }

  #allow(attempt: LedgerAttempt, allowed: readonly (AttemptWord | string)[], when: string): void {
    const word = wordOf(attempt)
    demand(
      allowed.includes(word),
      `With a wallet that ${this.#one.persona.what}, the attempt is "${word}" ${when}, not ${allowed.join(' or ')}.`,
    )
  }

  #onceSoFar(): void {
    const { length } = this.#backend.prompts
    demand(length === 1, `${this.#one.under.name} asked the wallet ${length} times for one attempt.`)
  }

  /** The chain, not the ledger, says what happened. */
  async #judge(units: bigint): Promise<void> {
    const { persona, ground, under } = this.#one
    const arrived = await ground.arrived()
    // Without the pin nothing keeps a wallet that sends twice from doing so; the declared weakness of this connector.
    const most = persona.id === 'answer-twice' && under.drops?.includes('nonce') ? 2 : persona.arrives
    demand(
      arrived.count >= persona.arrives && arrived.count <= most,
      `${arrived.count} transfers arrived, not ${persona.arrives}.`,
    )
    demand(
      !persona.exact || arrived.units === units * BigInt(arrived.count),
      `${arrived.units} units arrived, of ${units}.`,
    )
  }

  /** Another try is refused, or rests on a proof in the ledger; and then it sends what is still missing, once. */
  async #again(page: AppPage, units: bigint): Promise<void> {
    const { ground, persona, under } = this.#one
    this.#backend.persona = approve
    const again = await this.#tryAgain(page)
    const refused = typeof again === 'string'
    // A page that still waits for its wallet keeps the lock.
    const waits = persona.answers === 'never' && again === 'lock_held'
    demand(!refused || waits || again === 'attempt_unproven', `Another try was refused with ${again}.`)
    const [before] = await page.depositor.attempts(ground.order.orderId)
    const proof = before?.proof
    demand(refused === (proof === undefined), `Another try and the proof ${proof} do not agree.`)
    if (refused) return this.#onceSoFar()
    demand(persona.again, `With a wallet that ${persona.what}, another try was offered on ${proof}.`)
    await this.#settled(again.fire())
    await ground.mine(1)
    const arrived = await ground.arrived()
    demand(arrived.count === 1 && arrived.units === units, `${arrived.count} transfers after another try.`)
    demand(this.#backend.prompts.length === 2, `${under.name} asked again for the second attempt.`)
  }
}
