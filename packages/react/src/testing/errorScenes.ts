import { OfframpError, type OfframpErrorCode } from '@offrampkit/core'
import type { OfframpBackend } from '@offrampkit/core/api'
import type { ScreenName } from '../sale/screen.ts'
import type { SaleSceneProps } from './SaleScene.tsx'
import type { Pressed } from './saleStory.ts'
import { toWord, transferTopic } from './storyChain.ts'
import { storyFacts } from './storyFacts.ts'
import { createStoryClock, createStoryPorts } from './storyPorts.ts'
import { storyBlockHash, storyDeposit, storyHash, storyRegistry } from './storyWorld.ts'

/** A sale that runs into an error: its surroundings, the buttons that lead there, and the screen that shows it. */
interface ErrorScene {
  screen: ScreenName
  args: SaleSceneProps
  presses: readonly Pressed[]
}

/** An error that no screen of the kit can show. */
interface UnshownError {
  /** Why. */
  unshown: string
  /** The only folders or files, below `packages/`, whose code raises it. */
  raisedIn: readonly string[]
}

type Make = (code: OfframpErrorCode) => ErrorScene

const refused = (code: OfframpErrorCode, message: string, action?: string) =>
  new OfframpError({ code, message, ...(action === undefined ? {} : { action }) })

/** Found before anything is opened. */
const before =
  (args: SaleSceneProps): Make =>
  () => ({ screen: 'stopped', args, presses: ['cashOut'] })

/** The answer of the backend to this call, in a sale that is begun. */
const answered =
  (message: string, action?: string, call: keyof OfframpBackend = 'createOrder'): Make =>
  (code) => ({
    screen: 'stopped',
    args: { backend: { failing: { [call]: refused(code, message, action) } } },
    presses: ['cashOut'],
  })
const atSession = (message: string, action?: string) => answered(message, action, 'createSession')

/** The answer of the backend when an order is read whose page was reloaded. */
const atReading =
  (message: string): Make =>
  (code) => ({
    screen: 'unreachable',
    args: { resumed: true, backend: { failing: { getOrder: refused(code, message) } } },
    presses: [],
  })

/** Found by the check before the wallet is asked. */
const inReview =
  (args: SaleSceneProps, presses: readonly Pressed[] = []): Make =>
  () => ({
    screen: 'order_ready',
    args: { ...args, backend: { facts: storyFacts.order_ready, ...args.backend } },
    presses: ['review', ...presses],
  })

/** The server compares what is about to be paid with the order as it is by then. */
const atReserving =
  (message: string): Make =>
  (code) =>
    inReview({ backend: { facts: storyFacts.order_ready, failing: { deposits: refused(code, message) } } })(
      code,
    )

const token = storyRegistry.require('eip155:8453', 'USDC').address
const reverts = () => {
  throw Object.assign(new Error('execution reverted: Blacklistable: account is blacklisted'), { code: 3 })
}
const dataOf = ([call]: readonly unknown[]) => (call as { data?: string } | undefined)?.data ?? ''
/** Somebody else's transfer of what was to be sent. */
const foreignTransfer = {
  address: token,
  topics: [
    transferTopic,
    `0x${toWord('0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC')}`,
    `0x${toWord(storyDeposit)}`,
  ],
  data: `0x${toWord(25_000_000n)}`,
  transactionHash: storyHash,
  blockNumber: '0x75',
  blockHash: storyBlockHash(117),
  logIndex: '0x0',
  removed: false,
}

const ports = createStoryPorts
/** A clock on which whoever waits for the wallet has waited long enough. */
const impatient = () => {
  const clock = createStoryClock()
  return { ...clock, after: (ms: number, then: () => void) => clock.after(ms === 15_000 ? 0 : ms, then) }
}

/** One scene for each code of the kit. A code that is missing here does not compile. */
export const errorScenes: Readonly<Record<OfframpErrorCode, Make | UnshownError>> = {
  invalid_request: answered('The request has no country.'),
  invalid_amount: before({ sale: { amount: '25.1234567' } }),
  invalid_address: answered('The sender is not an address of this network.'),
  unknown_asset: before({ sale: { asset: 'DOGE' } }),
  ambiguous_asset: answered('Two contracts on Base are called USDC.'),
  unsupported_network: before({ sale: { chainId: 4_242 } }),
  amount_out_of_limits: answered('The smallest amount is 10.00 USD.'),
  constant_reference: answered('This reference was used for another order.'),
  invalid_config: answered('The provider does not know the key of this app.'),
  missing_context: {
    unshown: 'Thrown while React renders outside of the providers: there are no messages to say it with yet.',
    raisedIn: ['react/src/config/useOfframpConfig.ts'],
  },
  unauthenticated: answered('Nobody is signed in.'),
  forbidden: answered('The request came from an origin that is not allowed.'),
  identity_unverified: atSession('The provider has not verified this identity yet.'),
  identity_rejected: atSession('The provider did not accept the identity check.'),
  not_found: atReading('There is no such order.'),
  method_not_allowed: answered('This address takes another method.'),
  conflict: answered('This request was made before, with another amount.'),
  payload_too_large: answered('The body is larger than 16 kB.'),
  unsupported_media_type: answered('The body is not application/json.'),
  rate_limited: answered('Too many requests.'),
  client_ip_unknown: answered('The public address of this user is not known.'),
  webhook_rejected: {
    unshown: 'Answered to whoever posts a webhook. A browser never does.',
    raisedIn: ['core/src/webhook/', 'server/src/webhooks/', 'server/src/guards/errorAnswer.ts'],
  },
  provider_unavailable: atSession('The provider did not answer.'),
  provider_rejected: answered('The provider does not pay out in this country.'),
  provider_unreadable: atSession('The provider’s answer was not of the expected form.'),
  unsupported_operation: answered('This flow takes no such order.'),
  backend_unreachable: atReading('The backend did not answer.'),
  backend_unreadable: atReading('The backend’s answer is not of the contract.'),
  version_mismatch: atReading('Page and server are of different versions.'),
  internal: answered('Something that nobody foresaw.'),
  store_failed: answered('The order was not kept.'),
  no_instruction: atReserving('The provider has not said yet where to send.'),
  several_instructions: atReserving('The provider shows more than one order to pay.'),
  instruction_changed: atReserving('What this page is about to pay is not what the order says now.'),
  instruction_refused: atReserving('What the provider says breaks a rule that protects your coins.'),
  order_expired: atSession('The time to pay this order is over.'),
  order_ended: atSession('This order is over.'),
  order_busy: atSession('Another request is taking a step of this order just now.'),
  attempt_active: atReserving('You said that you sent this deposit by hand.'),
  attempt_unproven: () => ({
    screen: 'attested',
    args: { backend: { facts: storyFacts.attested } },
    presses: ['review'],
  }),
  paid_elsewhere: inReview({
    backend: { facts: storyFacts.order_ready, capabilities: { returnsUser: false } },
    chain: { answers: { eth_getLogs: () => [foreignTransfer] } },
  }),
  ledger_unavailable: inReview({
    ports: {
      ledger: {
        ...ports().ledger,
        compareAndSet: () => Promise.reject(new Error('The disk is full.')),
      },
    },
  }),
  lock_held: inReview({ ports: { lock: { tryAcquire: () => Promise.resolve(null) } } }),
  no_wallet: before({ wallet: { absent: true } }),
  wrong_account: inReview({ wallet: { account: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC' } }),
  wrong_network: inReview({ wallet: { chainId: 1 } }),
  contract_account: inReview({ chain: { answers: { eth_getCode: () => '0x60016002' } } }),
  insufficient_balance: inReview({ tokens: 1_000_000n }),
  insufficient_gas: inReview({ chain: { coins: 1n } }),
  token_mismatch: inReview({
    chain: {
      answers: {
        eth_call: (params) => (dataOf(params).startsWith('0x313ce567') ? `0x${toWord(18n)}` : undefined),
      },
    },
  }),
  simulation_failed: inReview({
    chain: {
      answers: { eth_call: (params) => (dataOf(params).startsWith('0xa9059cbb') ? reverts() : undefined) },
    },
  }),
  chain_unreadable: before({
    chain: {
      answers: { eth_call: () => Promise.reject(new Error('The endpoint did not answer.')) },
    },
  }),
  wallet_rejected: inReview({ wallet: { chainId: 1, onSwitch: 'reject' } }, ['switchToBase']),
  wallet_silent: inReview({
    wallet: { onRequest: (method) => (method === 'eth_accounts' ? new Promise(() => undefined) : undefined) },
    ports: { clock: impatient() },
  }),
  arm_lapsed: inReview({
    backend: { facts: storyFacts.order_ready, withoutDeposits: true },
    ports: {
      ledger: { ...ports().ledger, read: async (orderId) => ({ orderId, rev: 1, attempts: [] }) },
    },
  }),
}
