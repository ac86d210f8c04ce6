import type { OfframpErrorCode } from '@offrampkit/core'
import type { StageText } from './messages.ts'
import { say } from './say.ts'

const again = 'Try again in a moment.'
const tellApp = 'Please tell the makers of this app.'

/** What happened and what to do, for each error code. What the money did is not decided by a code, and is said below. */
export const enErrors: Record<OfframpErrorCode, StageText> = {
  invalid_request: say('This sale cannot be started', tellApp),
  invalid_amount: say('This amount cannot be sold', 'Use digits and one point, such as 25.5.'),
  invalid_address: say('The address is not valid', 'Do not send by hand.'),
  unknown_asset: say('This asset is not supported here', 'Choose another asset or network.'),
  ambiguous_asset: say('This asset is configured twice', tellApp),
  unsupported_network: say('This network is not supported here', 'Choose another network.'),
  amount_out_of_limits: say('The amount is outside the limits', 'Choose another amount or payout method.'),
  constant_reference: say('This app uses one reference for every order', tellApp),
  invalid_config: say('This app is not set up correctly', tellApp),
  missing_context: say('This app is not set up correctly', tellApp),
  unauthenticated: say('Sign in to continue', 'Sign in to this app with the wallet that you sell from.'),
  forbidden: say('This account may not do that', 'Sign in with the wallet that you sell from.'),
  identity_unverified: say(
    'Your identity is not verified yet',
    'If you have done the check, somebody is looking at it: come back later. It can take a day.',
  ),
  identity_rejected: say(
    'Your identity check was not accepted',
    'This provider pays verified people alone. Ask its support, or choose another one.',
  ),
  not_found: say(
    'This order was not found',
    'It may belong to another account. Sign in with the one that made it.',
  ),
  method_not_allowed: say('This app is not set up correctly', tellApp),
  conflict: say('Somebody else was faster', 'Check again to see where the order stands now.'),
  payload_too_large: say('This was too much at once', tellApp),
  unsupported_media_type: say('This app is not set up correctly', tellApp),
  rate_limited: say('Too many requests', 'Wait a few seconds, then try again.'),
  client_ip_unknown: say(
    'Your connection could not be identified',
    'Turn off a proxy or VPN, then try again.',
  ),
  webhook_rejected: say('A message was not genuine', 'It was ignored. Nothing changed.'),
  provider_unavailable: say('The provider is not available right now', again),
  provider_rejected: say('The provider refused this sale', 'Check amount, country and payout method.'),
  provider_unreadable: say('The provider gave an answer that we do not understand', again),
  unsupported_operation: say('This is not possible here', 'Choose another way.'),
  backend_unreachable: say('This app’s server does not answer', 'Check your connection. Your order is safe.'),
  backend_unreadable: say(
    'This app’s server gave an answer that we do not understand',
    'Nothing was done with it.',
  ),
  version_mismatch: say('This page is out of date', 'Reload it. Your order is safe.'),
  internal: say('Something went wrong', 'Reload the page: it will tell you where your order stands.'),
  store_failed: say('This app’s server could not save that', again),
  no_instruction: say('The provider has not told where to send yet', 'Finish the order in its window.'),
  several_instructions: say(
    'The provider shows more than one open order',
    'Cancel all but one there, or start again.',
  ),
  instruction_changed: say('The order changed after you reviewed it', 'Review it again carefully.'),
  instruction_refused: say('The provider’s instruction is not safe to follow', 'Do not send by hand.'),
  order_expired: say('The time to pay this order is over', 'Start a new cash-out.'),
  order_ended: say('This order is over', 'Start a new cash-out to sell more.'),
  order_busy: say('This order is being worked on', 'Wait a moment, then try again.'),
  attempt_active: say('This deposit was begun somewhere else', 'Go on there. Do not send a second time.'),
  paid_elsewhere: say(
    'Coins have arrived at this address already',
    'If you paid from the provider’s page, that is all: do not send again, and wait here. If you did not, ask the provider.',
  ),
  attempt_unproven: say(
    'An earlier try may have been sent',
    'Check again, and look into your wallet. Do not send by hand.',
  ),
  ledger_unavailable: say(
    'This browser cannot keep a record',
    'Leave private browsing or free some space, then reload.',
  ),
  lock_held: say('This deposit is open in another tab', 'Go on in that tab, or close it.'),
  no_wallet: say('No wallet is connected', 'Connect the wallet that you want to sell from.'),
  wrong_account: say('Another account is selected', 'Switch to the account that made this order.'),
  wrong_network: say('Your wallet is on another network', 'Switch its network to continue.'),
  contract_account: say(
    'Smart contract accounts are not supported yet',
    'Use an ordinary account for a new cash-out.',
  ),
  insufficient_balance: say('Not enough in this wallet', 'Choose a smaller amount or top up first.'),
  insufficient_gas: say(
    'Not enough for the network fee',
    'Add a little of the network’s own coin, then try again.',
  ),
  token_mismatch: say('The token is not what was configured', tellApp),
  simulation_failed: say('The transfer would fail', 'The token or your account may be blocked.'),
  chain_unreadable: say('The blockchain could not be read', again),
  wallet_rejected: say('You declined in your wallet', 'Try again whenever you like.'),
  wallet_silent: say('Your wallet does not answer', 'Open and unlock it, then check again.'),
  arm_lapsed: say('The check is too old', 'Review once more.'),
}
