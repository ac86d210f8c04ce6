import type { FailureReason } from '@offrampkit/core/order'
import type { OfframpMessages, ReasonTexts, StageFacts } from './messages.ts'

/** Where the coins are that came in before the account was found wanting. */
const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${provider} holds your ${asset}. Ask its support to return it or to pay it out to an account in your own name, and give them the numbers below.`,
  to_sender: ({ asset, provider }) =>
    `${provider} returns your ${asset} to the wallet that it came from. Should it not arrive, ask its support and give them the numbers below.`,
  to_provider_balance: ({ asset, provider }) =>
    `Your ${asset} is in your ${provider} account. You can sell it again or withdraw it there.`,
}

const accountNotVerified: ReasonTexts = {
  unsent: ({ provider }) => ({
    title: 'The bank account could not be verified as yours',
    body: `${provider} does not know it to be in your own name, and ended this order. Nothing was sent from your wallet. Start again with an account in your own name.`,
  }),
  byHand: ({ provider, amount }) => ({
    title: 'The bank account could not be verified as yours',
    body: `${provider} does not know it to be in your own name, and ended this order. Do not send to its address any more. If you have sent ${amount}, ask the support of ${provider} and give them the order number below. Otherwise start again with an account in your own name.`,
  }),
  credited: (facts) => ({
    title: `Your ${facts.asset} arrived, but the bank account could not be verified as yours`,
    body: `${facts.provider} does not know it to be in your own name, so nothing was paid out. ${coins[facts.refunds](facts)} Do not send again for this order.`,
  }),
}

export const enReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: accountNotVerified,
} satisfies Record<FailureReason, ReasonTexts>
