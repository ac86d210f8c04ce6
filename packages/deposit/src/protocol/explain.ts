import { type MoneyMoved, OfframpError } from '@offrampkit/core'
import type { Binding } from '@offrampkit/core/deposit'
import { type StageName, stageNamed } from '@offrampkit/core/order'
import type { Refusal } from './refusal.ts'

/** What happened, and what to do. Why it matters is the same for all: a deposit goes out once, or not at all. */
const sentences = {
  no_instruction: ['There is no order to pay yet.', 'Finish the order at the provider, then come back.'],
  several_instructions: [
    'The provider shows more than one open order.',
    'Cancel all but one at the provider, or start again.',
  ],
  instruction_changed: [
    'The order changed after it was shown.',
    'Do not send. Look at the order again, or ask for help.',
  ],
  instruction_refused: [
    'The deposit that the provider asks for breaks a safety rule.',
    'Do not send it by hand. Start again, or ask for help.',
  ],
  order_expired: ['The time to pay this order is over.', 'Start a new cash-out.'],
  order_ended: ['This order is over.', 'Start a new cash-out if you want to sell more.'],
  unsupported_network: ['No chain endpoint is configured for this network.', 'Add one to the configuration.'],
  attempt_active: [
    'This deposit was already begun elsewhere.',
    'Go on where you began it, or wait until it is known what became of it.',
  ],
  attempt_unproven: [
    'An earlier try at this deposit may have been sent.',
    'Wait until it is found, or look into your wallet. Do not send by hand.',
  ],
  paid_elsewhere: [
    'Coins have arrived at this address already, from a wallet that this app did not ask.',
    'Do not send again. Wait until the provider tells that it has them, or ask its support.',
  ],
  ledger_unavailable: [
    'This browser cannot keep a record of the deposit.',
    'Leave private browsing or free some space, then reload.',
  ],
  lock_held: ['This deposit is open in another tab.', 'Go on there, or close that tab.'],
  wallet_silent: ['The wallet does not answer.', 'Open and unlock it, then try again.'],
  wrong_account: [
    'Another account is selected in the wallet.',
    'Switch to the account that made this order.',
  ],
  wrong_network: ['The wallet is on another network.', 'Switch its network, then try again.'],
  contract_account: [
    'This account is a smart contract, which is not supported yet.',
    'Use an ordinary account for a new cash-out.',
  ],
  insufficient_balance: ['The account does not hold enough of the asset.', 'Top it up, then try again.'],
  insufficient_gas: [
    'The account cannot pay the network fee.',
    'Add some of the network coin, then try again.',
  ],
  token_mismatch: [
    'The token on chain is not what the configuration says.',
    'Do not send. Tell the makers of this app.',
  ],
  simulation_failed: ['The transfer would fail on chain.', 'Check whether the token or account is blocked.'],
  chain_unreadable: ['The chain could not be read.', 'Try again in a moment.'],
  backend_unreachable: ['The server did not answer in time.', 'Try again in a moment.'],
  arm_lapsed: ['The check before sending is too old.', 'Review once more.'],
  wallet_rejected: ['The wallet said no.', 'Try again whenever you like.'],
} as const satisfies Record<Refusal['code'], readonly [string, string]>

export type RefusalCode = keyof typeof sentences

/** Codes after which an earlier attempt may still have money on its way: a ledger that is gone may have held one. */
const open: readonly RefusalCode[] = [
  'attempt_active',
  'attempt_unproven',
  'paid_elsewhere',
  'lock_held',
  'ledger_unavailable',
]

const moneyMoved = (code: RefusalCode): MoneyMoved => (open.includes(code) ? 'maybe' : 'no')

/** The refusal as the kit's error, with its sentences. A chunk of its own: most sales never need it. */
export function explain(refusal: Refusal): OfframpError {
  const { details, binding, cause } = refusal
  const stage = binding && stageNamed(details?.stage as StageName)
  const code = binding ? codeOf(binding, details?.stage) : refusal.code
  const [message, action] = sentences[code]
  const moved = movedOf(refusal, stage?.moneyMoved ?? moneyMoved(code))
  return new OfframpError({
    code,
    message,
    ...(moved === 'no' ? { why: 'Nothing was sent.' } : {}),
    action,
    moneyMoved: moved,
    ...(details ? { details } : {}),
    cause,
  })
}

/** A refusal of this attempt says nothing about an earlier one that was set aside. */
const movedOf = ({ beside }: Refusal, moved: MoneyMoved): MoneyMoved =>
  beside && moved === 'no' ? 'maybe' : moved

/** Why rows that are there, or are not, cannot be paid. */
function codeOf(binding: Binding, stage = ''): RefusalCode {
  const over = ['failed_unsent', 'cancelled_unsent', 'paid', 'credited']
  if (over.includes(stage)) return 'order_ended'
  if (stage === 'expired_unsent') return 'order_expired'
  if (['broadcast', 'included', 'final_onchain', 'provider_received'].includes(stage))
    return 'attempt_unproven'
  if (binding.state === 'several') return 'several_instructions'
  if (binding.state === 'refused')
    return binding.rejected.some((row) => row.reasons.includes('changed'))
      ? 'instruction_changed'
      : 'instruction_refused'
  // What the rows say is in order, so that it is the chain that is not: a second transfer, or one that went astray.
  return stage === 'needs_attention' ? 'attempt_unproven' : 'no_instruction'
}
