import type { Persona } from './testWallet.ts'

/** An error as wallets throw it. */
export function walletError(code: unknown, message = 'The wallet failed.'): Error & { code: unknown } {
  return Object.assign(new Error(message), { code })
}

/** Signs, sends, and answers with the hash. */
export const approve: Persona = async (prompt) => prompt.answer(await prompt.broadcast())

/** Says no, truly. */
export const reject: Persona = (prompt) => prompt.fail(walletError(4001, 'User rejected the request.'))

/** Never answers. */
export const ignore: Persona = () => undefined

/** Sends, and answers with an error all the same: "already known", a timeout, a lost connection. */
export const failAfterSending =
  (code: unknown): Persona =>
  async (prompt) => {
    await prompt.broadcast()
    prompt.fail(walletError(code))
  }

/** Sends, and answers with an error that holds the hash. */
export const failWithHash: Persona = async (prompt) => {
  const hash = await prompt.broadcast()
  prompt.fail(walletError(-32603, `Transaction ${hash} was sent but could not be confirmed.`))
}

/** Fails without having sent. The app cannot tell it from {@link failAfterSending}. */
export const fail =
  (error: unknown): Persona =>
  (prompt) =>
    prompt.fail(error)

/** Answers with something that is no hash, with or without having sent. */
export const answerWith =
  (value: unknown, sends: boolean): Persona =>
  async (prompt) => {
    if (sends) await prompt.broadcast()
    prompt.answer(value)
  }

/** Uses a nonce of its own. */
export const ignoreNonce: Persona = async (prompt) =>
  prompt.answer(await prompt.broadcast({ nonce: undefined }))

/** Sends another amount or elsewhere: a wallet, or malware in the page, that rewrites. */
export const rewrite =
  (changes: Readonly<Record<string, string>>): Persona =>
  async (prompt) =>
    prompt.answer(await prompt.broadcast(changes))

/** Answers 4001 after it sent: breaks the assumption behind P1. */
export const lie: Persona = async (prompt) => {
  await prompt.broadcast()
  prompt.fail(walletError(4001, 'User rejected the request.'))
}
