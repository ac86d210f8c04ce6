import type { ConnectorUnderTest } from './connector.ts'
import { simGround, type WalletGround } from './ground.ts'
import type { WalletPersonaCase } from './personaCase.ts'
import { failingPersonas, walletPersonas } from './personaCases.ts'
import { type PageFate, runWalletCase } from './runCase.ts'

export interface WalletConformanceOptions {
  /** Where each case happens. Default: a fresh simulated chain with a token. */
  ground?: () => Promise<WalletGround>
  /** Default: all of them, and one for each error code that proves nothing. */
  personas?: readonly WalletPersonaCase[]
  /** Default: all three. */
  fates?: readonly PageFate[]
  /** Most real time, in ms, for anything that must happen. Default 10,000. */
  patienceMs?: number
}

/** One check of the suite; `run` throws a `ConformanceError` when it is not met. */
export interface WalletCheck {
  name: string
  run(): Promise<void>
}

/** `describe` and `it` of vitest, jest or `node:test`. */
export interface TestFunctions {
  describe: (name: string, body: () => void) => void
  it: (name: string, body: () => Promise<void>) => void
}

/** Every persona, with each {@link PageFate}. */
export function walletChecks(
  under: ConnectorUnderTest,
  options: WalletConformanceOptions = {},
): readonly WalletCheck[] {
  const {
    ground: make = simGround,
    personas = [...walletPersonas, ...failingPersonas],
    fates = ['lives', 'crashes', 'loses its lock'],
    patienceMs = 10_000,
  } = options
  return personas.flatMap((persona) =>
    fates.map((fate) => ({
      name: `a wallet that ${persona.what} (${persona.id}), and the page ${fate}`,
      run: async () => runWalletCase({ under, persona, fate, ground: await make(), patienceMs }),
    })),
  )
}

/**
 * Runs a connector through every persona, as tests of your own runner. It holds when the wallet is asked once for each
 * attempt, for the very bytes that were written ahead, and when nothing is believed that the answer does not prove.
 *
 * @example
 * ```ts
 * import { describe, it } from 'vitest'
 * describeWalletConformance(
 *   { name: 'my connector', connect: async (wallet) => ({ wallet: await myConnector(wallet) }) },
 *   { describe, it },
 * )
 * ```
 */
export function describeWalletConformance(
  under: ConnectorUnderTest,
  { describe, it }: TestFunctions,
  options: WalletConformanceOptions = {},
): void {
  describe(`${under.name} as a wallet`, () => {
    for (const { name, run } of walletChecks(under, options)) it(name, run)
  })
}

/** What failed, without a test runner: `[]` for a connector that conforms. */
export async function walletConformance(
  under: ConnectorUnderTest,
  options: WalletConformanceOptions = {},
): Promise<readonly { name: string; error: Error }[]> {
  const failures: { name: string; error: Error }[] = []
  for (const { name, run } of walletChecks(under, options))
    await run().catch((error: unknown) => {
      failures.push({ name, error: error instanceof Error ? error : new Error(String(error)) })
    })
  return failures
}
