import type { OfframpErrorCode } from '@offrampkit/core'
import type { Meta } from '@storybook/react-vite'
import { errorScenes } from '../../testing/errorScenes.ts'
import { framed, SaleScene } from '../../testing/SaleScene.tsx'
import { press, type SaleStory, showsCode, undisturbed } from '../../testing/saleStory.ts'
import { settled } from '../../testing/settled.ts'

/**
 * Every error code, on the screen that shows it. Where it can, the cause is real: a chain that reverts, a wallet that is silent, a
 * disk that is full. The rest is what a backend answers. What no screen can show is named in `errorScenes.ts`, with the reason.
 */
const meta = {
  title: 'Order/Errors',
  component: SaleScene,
  // Sixty frames on one page are no page.
  tags: ['!autodocs'],
  parameters: framed(660),
} satisfies Meta<typeof SaleScene>
export default meta

function error(code: OfframpErrorCode): SaleStory {
  const make = errorScenes[code]
  if (typeof make !== 'function') throw new Error(`No screen can show ${code}: ${make.unshown}`)
  const { args, presses, screen } = make(code)
  return {
    args,
    parameters: { shows: { screen, code } },
    play: undisturbed(async (context) => {
      for (const which of presses) await press(which)(context)
      await settled(context.canvasElement, screen)
      await showsCode(context.canvasElement, code)
    }),
  }
}

export const InvalidRequest = error('invalid_request')
export const InvalidAmount = error('invalid_amount')
export const InvalidAddress = error('invalid_address')
export const UnknownAsset = error('unknown_asset')
export const AmbiguousAsset = error('ambiguous_asset')
export const UnsupportedNetwork = error('unsupported_network')
export const AmountOutOfLimits = error('amount_out_of_limits')
export const ConstantReference = error('constant_reference')
export const InvalidConfig = error('invalid_config')
export const Unauthenticated = error('unauthenticated')
export const Forbidden = error('forbidden')
export const IdentityUnverified = error('identity_unverified')
export const IdentityRejected = error('identity_rejected')
export const NotFound = error('not_found')
export const MethodNotAllowed = error('method_not_allowed')
export const Conflict = error('conflict')
export const PayloadTooLarge = error('payload_too_large')
export const UnsupportedMediaType = error('unsupported_media_type')
export const RateLimited = error('rate_limited')
export const ClientIpUnknown = error('client_ip_unknown')
export const ProviderUnavailable = error('provider_unavailable')
export const ProviderRejected = error('provider_rejected')
export const ProviderUnreadable = error('provider_unreadable')
export const UnsupportedOperation = error('unsupported_operation')
export const BackendUnreachable = error('backend_unreachable')
export const BackendUnreadable = error('backend_unreadable')
export const VersionMismatch = error('version_mismatch')
export const Internal = error('internal')
export const StoreFailed = error('store_failed')
export const NoInstruction = error('no_instruction')
export const SeveralInstructions = error('several_instructions')
export const InstructionChanged = error('instruction_changed')
export const InstructionRefused = error('instruction_refused')
export const OrderExpired = error('order_expired')
export const OrderEnded = error('order_ended')
export const OrderBusy = error('order_busy')
export const AttemptActive = error('attempt_active')
export const AttemptUnproven = error('attempt_unproven')
export const PaidElsewhere = error('paid_elsewhere')
export const LedgerUnavailable = error('ledger_unavailable')
export const LockHeld = error('lock_held')
export const NoWallet = error('no_wallet')
export const WrongAccount = error('wrong_account')
export const WrongNetwork = error('wrong_network')
export const ContractAccount = error('contract_account')
export const InsufficientBalance = error('insufficient_balance')
export const InsufficientGas = error('insufficient_gas')
export const TokenMismatch = error('token_mismatch')
export const SimulationFailed = error('simulation_failed')
export const ChainUnreadable = error('chain_unreadable')
export const WalletRejected = error('wallet_rejected')
export const WalletSilent = error('wallet_silent')
export const ArmLapsed = error('arm_lapsed')
