import type { Node, Persona, Prompt } from './testWallet.ts'

// Which wallet was seen to do what, with its source, stands at each. Names as `owner/repo#issue` are public GitHub threads.

/** An error as wallets throw it. */
export function walletError(code: unknown, message = 'The wallet failed.'): Error & { code: unknown } {
  return Object.assign(new Error(message), { code })
}

/** A persona that does its second part only when it is told. */
export interface LatePersona {
  persona: Persona
  /** The second part, for every prompt so far. */
  later(): Promise<void>
}

function inTwo<kept>(
  first: (prompt: Prompt) => kept | Promise<kept>,
  second: (prompt: Prompt, kept: kept) => void | Promise<void>,
): LatePersona {
  const open: { prompt: Prompt; kept: kept }[] = []
  return {
    persona: async (prompt) => void open.push({ prompt, kept: await first(prompt) }),
    async later() {
      for (const { prompt, kept } of open.splice(0)) await second(prompt, kept)
    },
  }
}

/** Signs, sends, and answers with the hash. */
export const approve: Persona = async (prompt) => prompt.answer(await prompt.broadcast())

/** Says no, truly. */
export const reject: Persona = (prompt) => prompt.fail(walletError(4001, 'User rejected the request.'))

/** Never answers: a deep link that never comes back, a suspended app (walletconnect-monorepo#375, web3-react#381). */
export const ignore: Persona = () => undefined

/** Sends at once, and answers long after, when the user is back from the wallet's app (shapeshift/web#3364). */
export const answerLate = (): LatePersona =>
  inTwo(
    (prompt) => prompt.broadcast(),
    (prompt, hash) => prompt.answer(hash),
  )

/** Nobody decides for long; then it is approved after all. */
export const approveLate = (): LatePersona =>
  inTwo(
    () => undefined,
    async (prompt) => prompt.answer(await prompt.broadcast()),
  )

/**
 * The request expires for the app and stays open in the wallet, where it is approved later.
 * WalletConnect: 300 seconds by default, https://docs.walletconnect.network/custodians/extended-sessions
 */
export const expire = (): LatePersona =>
  inTwo(
    (prompt) => prompt.fail(new Error('Request expired. Please try again.')),
    async (prompt) => void (await prompt.broadcast()),
  )

/**
 * Sends, answers, then sends and answers once more (viem#3137: a wallet behind WalletConnect was made to ask again).
 * Only a pinned nonce keeps the second one out of the chain.
 */
export const answerTwice: Persona = async (prompt) => {
  prompt.answer(await prompt.broadcast())
  prompt.answer(await prompt.broadcast({ gasPrice: faster }).catch(() => null))
}

/** Fails at once and answers with the hash afterwards, which nobody hears any more. */
export const failThenAnswer: Persona = async (prompt) => {
  prompt.fail(walletError(-32603, 'Internal JSON-RPC error.'))
  prompt.answer(await prompt.broadcast())
}

/** Sends, and answers with an error all the same: "already known", a timeout (MetaMask/metamask-extension#3669). */
export const failAfterSending =
  (code: unknown): Persona =>
  async (prompt) => {
    await prompt.broadcast()
    prompt.fail(walletError(code))
  }

/** Sends, and answers with an error that holds the hash; boltz-web-app looks for it there too. */
export const failWithHash: Persona = async (prompt) => {
  const hash = await prompt.broadcast()
  prompt.fail(walletError(-32603, `Transaction ${hash} was sent but could not be confirmed.`))
}

/** Fails without having sent. The app cannot tell it from {@link failAfterSending}. */
export const fail =
  (error: unknown): Persona =>
  (prompt) =>
    prompt.fail(error)

/** Answers with something that is no hash, with or without having sent: Safe answers with one of its own (wagmi#2461). */
export const answerWith =
  (value: unknown, sends: boolean): Persona =>
  async (prompt) => {
    if (sends) await prompt.broadcast()
    prompt.answer(value)
  }

/**
 * Answers with a hash that no node ever hears of: the transaction was dropped on its way. MetaMask's own tracker says
 * "dropped" when a later nonce is mined and three blocks have passed (MetaMask/core, PendingTransactionTracker).
 */
export const hashThenDrop: Persona = (prompt) => prompt.answer(`0x${'d70b'.repeat(16)}`)

/** Sends on another chain than it was told (metamask-extension#31018, wagmi#4551). */
export const wrongChain =
  (elsewhere: Node): Persona =>
  async (prompt) =>
    prompt.answer(await prompt.broadcast({ nonce: undefined }, elsewhere))

/** Sends from another account than it was told: the one that is selected in the wallet by now (unlock#15708). */
export const otherAccount =
  (account: string): Persona =>
  async (prompt) =>
    prompt.answer(await prompt.broadcast({ from: account, nonce: undefined }))

/** Uses a nonce of its own (MetaMask Mobile, unless told otherwise in its settings: metamask-mobile#9118). */
export const ignoreNonce: Persona = async (prompt) =>
  prompt.answer(await prompt.broadcast({ nonce: undefined }))

/** As {@link ignoreNonce}, after a transaction of the wallet's own has taken the nonce that the app wanted. */
export const spendFirst: Persona = async (prompt) => {
  const { from } = prompt.parameters
  await prompt.broadcast({ to: from, value: '0x0', data: '0x', nonce: undefined })
  await ignoreNonce(prompt)
}

/** Sends another amount or elsewhere: a wallet, or malware in the page, that rewrites. */
export const rewrite =
  (changes: Readonly<Record<string, string>>): Persona =>
  async (prompt) =>
    prompt.answer(await prompt.broadcast(changes))

const faster = '0x2540be4000'

/** Chooses its own gas, as nearly every wallet does. */
export const rewriteGas: Persona = rewrite({ gas: '0x30d40', gasPrice: '0x77359400' })

/** Appends to the call data, as with builder codes (viem's `dataSuffix`). */
export const rewriteData: Persona = async (prompt) =>
  prompt.answer(await prompt.broadcast({ data: `${prompt.parameters.data ?? '0x'}c0de` }))

const isTransfer = (data: string | undefined): data is string => data?.length === 138

/** Sends half of what it was asked to. */
export const rewriteAmount: Persona = async (prompt) => {
  const { data, value = '0x0' } = prompt.parameters
  const half = (units: string) => (BigInt(units) / 2n).toString(16)
  const changes = isTransfer(data)
    ? { data: data.slice(0, 74) + half(`0x${data.slice(74)}`).padStart(64, '0') }
    : { value: `0x${half(value)}` }
  prompt.answer(await prompt.broadcast(changes))
}

/** Sends to another address: what clipper malware does (npm's chalk and debug, 2025-09-08). */
export const rewriteRecipient: Persona = async (prompt) => {
  const { data } = prompt.parameters
  const thief = 'e1'.repeat(20)
  const changes = isTransfer(data)
    ? { data: `${data.slice(0, 34)}${thief}${data.slice(74)}` }
    : { to: `0x${thief}` }
  prompt.answer(await prompt.broadcast(changes))
}

/** Answers with the hash; later the same transfer goes out under another one, faster (wagmi#2445, viem#3875). */
export const speedUp = (): LatePersona =>
  inTwo(broadcastAndAnswer, async (prompt, hash) => {
    await prompt.broadcast({ nonce: await nonceOf(prompt, hash), gasPrice: faster })
  })

/** Answers with the hash; later the user cancels, and another transaction takes its nonce (wagmi#4226). */
export const cancel = (): LatePersona =>
  inTwo(broadcastAndAnswer, async (prompt, hash) => {
    const nothing = { to: prompt.parameters.from, value: '0x0', data: '0x' }
    await prompt.broadcast({ ...nothing, nonce: await nonceOf(prompt, hash), gasPrice: faster })
  })

async function broadcastAndAnswer(prompt: Prompt): Promise<string> {
  const hash = await prompt.broadcast()
  prompt.answer(hash)
  return hash
}

/** A wallet replaces its own transaction, whatever nonce that got. */
async function nonceOf({ node }: Prompt, hash: string): Promise<string> {
  const sent = (await node.request({ method: 'eth_getTransactionByHash', params: [hash] })) as {
    nonce: string
  }
  return sent.nonce
}

/** Answers 4001 after it sent: breaks the assumption behind P1. No wallet is known to do it. */
export const lie: Persona = async (prompt) => {
  await prompt.broadcast()
  prompt.fail(walletError(4001, 'User rejected the request.'))
}
