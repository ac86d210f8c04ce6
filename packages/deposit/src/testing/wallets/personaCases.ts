import {
  answerLate,
  answerTwice,
  answerWith,
  approve,
  approveLate,
  cancel,
  expire,
  fail,
  failAfterSending,
  failThenAnswer,
  failWithHash,
  hashThenDrop,
  ignore,
  ignoreNonce,
  lie,
  otherAccount,
  reject,
  rewriteAmount,
  rewriteData,
  rewriteGas,
  rewriteRecipient,
  speedUp,
  spendFirst,
  walletError,
  wrongChain,
} from '../personas.ts'
import type { Persona } from '../testWallet.ts'
import { meansRefused, walletErrorCodes } from './errorCodes.ts'
import type { WalletPersonaCase } from './personaCase.ts'

const always = (persona: Persona) => () => ({ persona })

/** Sends what it was asked to, and says so. */
const sent = {
  answers: 'at once',
  heard: ['hash'],
  final: ['hash'],
  afterCrash: ['hash'],
  arrives: 1,
  exact: true,
  again: false,
} as const
/** Sends what it was asked to, and says something else. */
const sentUnsaid = { ...sent, heard: ['unknown'] } as const
/** Sends nothing to the deposit address, and does not say so. */
const silent = {
  ...sent,
  heard: ['unknown'],
  final: ['unknown'],
  afterCrash: ['unknown'],
  arrives: 0,
} as const
const refused = { ...silent, heard: ['rejected:P1'], final: ['rejected:P1'], again: true } as const
/** The wallet named a transaction; that it never pays proves nothing. */
const astray = { ...sent, afterCrash: ['unknown'], arrives: 0 } as const

const common: readonly WalletPersonaCase[] = [
  { id: 'approve', what: 'sends and answers with the hash', start: always(approve), ...sent },
  { id: 'reject', what: 'says no with 4001', start: always(reject), ...refused },
  {
    id: 'reject-5000',
    what: 'says no with 5000, as WalletConnect does',
    start: always(fail(walletError(5000, 'User rejected.'))),
    ...refused,
  },
  {
    id: 'ignore',
    what: 'never answers',
    start: always(ignore),
    ...silent,
    answers: 'never',
    heard: ['prompting'],
    final: ['prompting', 'unknown'],
  },
  {
    id: 'answer-late',
    what: 'sends at once and answers late',
    start: answerLate,
    ...sent,
    answers: 'late',
  },
  { id: 'approve-late', what: 'is approved late', start: approveLate, ...sent, answers: 'late' },
  {
    id: 'expire',
    what: 'expires for the app and is approved afterwards',
    start: expire,
    ...sentUnsaid,
  },
  {
    id: 'answer-twice',
    what: 'sends twice and answers twice',
    start: always(answerTwice),
    ...sent,
    breaks: 'one prompt, one transaction',
  },
  {
    id: 'fail-then-answer',
    what: 'fails first and sends afterwards',
    start: always(failThenAnswer),
    ...sentUnsaid,
  },
  { id: 'fail-with-hash', what: 'sends; the error holds the hash', start: always(failWithHash), ...sent },
  { id: 'hash-then-drop', what: 'answers with a hash that is lost', start: always(hashThenDrop), ...astray },
  { id: 'return-null', what: 'answers null, unsent', start: always(answerWith(null, false)), ...silent },
  { id: 'send-null', what: 'sends and answers null', start: always(answerWith(null, true)), ...sentUnsaid },
  {
    id: 'return-garbage',
    what: 'sends and answers with no hash',
    start: always(answerWith({ ok: true }, true)),
    ...sentUnsaid,
  },
]

const wilful: readonly WalletPersonaCase[] = [
  {
    id: 'wrong-chain',
    what: 'sends on another chain',
    start: ({ elsewhere }) => ({ persona: wrongChain(elsewhere) }),
    ...astray,
    // Found where the app has configured that chain too.
    afterCrash: ['unknown', 'hash'],
    breaks: 'the wallet sends what it shows',
  },
  {
    id: 'other-account',
    what: 'sends from another account',
    start: (world) => ({ persona: otherAccount(world.otherAccount) }),
    ...astray,
    arrives: 1,
    breaks: 'the wallet sends what it shows',
  },
  { id: 'ignore-nonce', what: 'picks its own nonce', start: always(ignoreNonce), ...sent },
  { id: 'spend-first', what: 'uses the nonce for something else first', start: always(spendFirst), ...sent },
  { id: 'rewrite-gas', what: 'chooses its own gas', start: always(rewriteGas), ...sent },
  { id: 'rewrite-data', what: 'appends to the call data', start: always(rewriteData), ...sent },
  {
    id: 'rewrite-amount',
    what: 'sends half the amount',
    start: always(rewriteAmount),
    ...astray,
    arrives: 1,
    exact: false,
    breaks: 'the wallet sends what it shows',
  },
  {
    id: 'rewrite-recipient',
    what: 'sends to a thief',
    start: always(rewriteRecipient),
    ...astray,
    breaks: 'the wallet sends what it shows',
  },
  { id: 'speed-up', what: 'answers, then speeds it up', start: speedUp, ...sent },
  {
    id: 'cancel',
    what: 'answers, then cancels',
    start: cancel,
    ...astray,
    final: ['dead:P2', 'hash'],
    afterCrash: ['unknown', 'dead:P2'],
    again: true,
  },
  {
    id: 'lie',
    what: 'says no with 4001 after it sent',
    start: always(lie),
    ...sent,
    heard: ['rejected:P1'],
    breaks: 'P1 is true',
  },
]

const failing: readonly WalletPersonaCase[] = walletErrorCodes
  .filter((code) => !meansRefused(code))
  .map((code) => ({
    id: `fail-after-sending${code}`.replace(/(?<=g)(?=\d)/, '+'),
    what: `sends and fails with ${code}`,
    start: always(failAfterSending(code)),
    ...sentUnsaid,
  }))

/**
 * Every persona with what is allowed to follow, as data. Iterate over it in simulators and suites of your own.
 *
 * @example
 * ```ts
 * for (const one of walletPersonas) {
 *   const { persona, later } = one.start({ otherAccount, elsewhere })
 *   …
 * }
 * ```
 */
export const walletPersonas: readonly WalletPersonaCase[] = [...common, ...wilful]

/** One persona for each error code that proves nothing: it sends, and fails with that code. */
export const failingPersonas: readonly WalletPersonaCase[] = failing
