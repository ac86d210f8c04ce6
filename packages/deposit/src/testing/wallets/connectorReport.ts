import { fail, walletError } from '../personas.ts'
import { type Prompt, type TestWallet, testWallet } from '../testWallet.ts'
import { type ConnectorUnderTest, inTime } from './connector.ts'
import { walletErrorCodes } from './errorCodes.ts'

const asked = {
  from: `0x${'a1'.repeat(20)}`,
  to: `0x${'d0'.repeat(20)}`,
  value: '0x1',
  data: '0x',
  chainId: '0x7a69',
  nonce: '0x7',
  gas: '0x5208',
} as const

/** What a connector does to a request and its answer: for its documentation. No chain is involved. */
export interface ConnectorReport {
  connector: string
  /** Times that the wallet was asked for one request of the app, over all of them at most. More than 1 is a double send. */
  requests: number
  /** Whether the wallet hears in the click's own tick, as wallets that open a window need. */
  inClick: boolean
  parameters: Readonly<Record<keyof typeof asked, 'kept' | 'dropped' | 'changed'>>
  /** Parameters that the app did not give. */
  added: readonly string[]
  /** Error codes that arrive as something else. */
  codes: readonly { given: number; heard: string }[]
  /** What the app hears when the wallet answers `null`. */
  nullAnswer: string
}

/**
 * Asks through a connector, over a wallet that only takes notes.
 *
 * @example
 * ```ts
 * console.log(formatConnectorReport(await reportConnector({ name: 'injected', connect })))
 * ```
 */
export async function reportConnector(
  under: ConnectorUnderTest,
  patienceMs = 10_000,
): Promise<ConnectorReport> {
  const node = {
    request: ({ method }: { method: string }) => Promise.reject(walletError(-32601, `No ${method} here.`)),
  }
  const wallet = testWallet(node, { account: asked.from, chainId: Number(asked.chainId) })
  const connected = await under.connect(wallet)
  let requests = 0
  let inClick = false
  /** One request, with what the app hears of it. */
  async function hear(persona: TestWallet['persona']): Promise<string> {
    const before = wallet.prompts.length
    wallet.persona = persona
    let answer: Promise<unknown>
    try {
      answer = Promise.resolve(
        connected.wallet.request({ method: 'eth_sendTransaction', params: [{ ...asked }] }),
      )
    } catch (error) {
      answer = Promise.reject(error)
    }
    inClick = wallet.prompts.length > before
    const heard = await inTime(answer.then(wordOfValue, wordOfError), patienceMs, 'An answer')
    requests = Math.max(requests, wallet.prompts.length - before)
    return heard
  }
  try {
    const nullAnswer = await hear((prompt) => prompt.answer(null))
    const seen = wallet.prompts[0]?.parameters ?? {}
    const codes: { given: number; heard: string }[] = []
    for (const given of walletErrorCodes) {
      const heard = await hear(fail(walletError(given)))
      if (heard !== `error ${given}`) codes.push({ given, heard })
    }
    return { connector: under.name, requests, inClick, ...compare(seen), codes, nullAnswer }
  } finally {
    await connected.close?.()
  }
}

function compare(seen: Prompt['parameters']): Pick<ConnectorReport, 'parameters' | 'added'> {
  const verdictOf = (name: keyof typeof asked) => {
    if (seen[name] === undefined) return 'dropped'
    return seen[name] === asked[name] ? 'kept' : 'changed'
  }
  const names = Object.keys(asked) as (keyof typeof asked)[]
  const parameters = Object.fromEntries(names.map((name) => [name, verdictOf(name)]))
  return {
    parameters: parameters as ConnectorReport['parameters'],
    added: Object.keys(seen).filter((name) => !Object.hasOwn(asked, name)),
  }
}

const wordOfValue = (value: unknown) => `value ${JSON.stringify(value) ?? 'undefined'}`
const wordOfError = (error: unknown) => `error ${String((error as { code?: unknown } | null)?.code)}`

/** The report as lines of Markdown. */
export function formatConnectorReport(report: ConnectorReport): string {
  const not = Object.entries(report.parameters).filter(([, verdict]) => verdict !== 'kept')
  const codes = report.codes.map(({ given, heard }) => `${given} → ${heard}`)
  return [
    `**${report.connector}**`,
    `- asks the wallet ${report.requests === 1 ? 'once' : `${report.requests} times`} for one request`,
    `- ${report.inClick ? 'asks' : 'does not ask'} in the click's own tick`,
    `- parameters: ${not.length === 0 ? 'all kept' : not.map(([name, verdict]) => `${name} ${verdict}`).join(', ')}`,
    `- adds: ${report.added.join(', ') || 'nothing'}`,
    `- error codes: ${codes.length === 0 ? 'all kept' : codes.join(', ')}`,
    `- \`null\` arrives as ${report.nullAnswer}`,
  ].join('\n')
}
