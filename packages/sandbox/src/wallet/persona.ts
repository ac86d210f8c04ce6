import { REWRITES } from './rewrite.ts'

/** What the wallet does with a transaction that was approved. */
const SEND_FAULTS = [
  'none',
  'hash-then-drop',
  'error-after-broadcast',
  'error-before-broadcast',
  'never-answer',
  'null-answer',
  'garbage-answer',
  'other-account',
  'wrong-chain',
  'speed-up',
  'cancel',
  'answer-twice',
  ...REWRITES,
] as const
export type SendFault = (typeof SEND_FAULTS)[number]

/** How the sandbox wallet and its user behave. */
export interface WalletPersona {
  /** Who decides: a person in the wallet window, or always the same answer. `ignore` leaves it pending. */
  answer: 'prompt' | 'approve' | 'reject' | 'ignore'
  sendFault: SendFault
  /** How many sends the fault still strikes; -1 is all. */
  faultTimes: number
  /** JSON-RPC code of the error faults, such as -32000, -32603, -1, 4001, 4900, 5000. */
  errorCode: number
  /** The transaction goes out at once, the app hears of it this much later. */
  answerLateMs: number
  /** The app's nonce is thrown away, as some mobile wallets do. */
  ignoreNonce: boolean
  /** Nothing is connected: every request fails with 4900. */
  disconnected: boolean
  /** Close the wallet window by itself after the last decision. */
  closeWhenDone: boolean
}

export const defaultPersona = (): WalletPersona => ({
  answer: 'prompt',
  sendFault: 'none',
  faultTimes: -1,
  errorCode: -32000,
  answerLateMs: 0,
  ignoreNonce: false,
  disconnected: false,
  closeWhenDone: true,
})

const ANSWERS: readonly unknown[] = ['prompt', 'approve', 'reject', 'ignore']

/** Changes the persona in place; anything unknown is a `TypeError`. */
export function applyPersona(persona: WalletPersona, patch: Record<string, unknown>): void {
  const known = defaultPersona() as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(patch)) {
    const wrong =
      typeof value !== typeof known[name] ||
      (name === 'answer' && !ANSWERS.includes(value)) ||
      (name === 'sendFault' && !(SEND_FAULTS as readonly unknown[]).includes(value))
    if (wrong) throw new TypeError(`"${name}" is not a wallet setting, or its value does not exist.`)
  }
  Object.assign(persona, patch)
}

/** The fault for the next send, counted down. */
export function takeSendFault(persona: WalletPersona): SendFault {
  if (persona.sendFault === 'none' || persona.faultTimes === 0) return 'none'
  if (persona.faultTimes > 0) persona.faultTimes -= 1
  return persona.sendFault
}
