import type { Meta } from '@storybook/react-vite'
import { framed, SaleScene } from '../../testing/SaleScene.tsx'
import { at, showing } from '../../testing/saleStory.ts'
import { astrayFacts, notVerifiedFacts, storyFacts } from '../../testing/storyFacts.ts'

/**
 * Every stage of an order, as the panel shows it after a reload. Which stage it is follows from what was heard about the order, by
 * `stageOf` of core alone; words, next step and what is said about the money follow from the stage.
 */
const meta = {
  title: 'Order/Stages',
  component: SaleScene,
  parameters: framed(660),
} satisfies Meta<typeof SaleScene>
export default meta

export const Preparing = at('preparing')
export const AtProvider = at('at_provider')
export const AwaitingOrder = at('awaiting_order')
export const OrderReady = at('order_ready')
export const Armed = at('armed')
export const Prompting = at('prompting')
export const OutcomeUnknown = at('outcome_unknown')
export const Broadcast = at('broadcast')
export const Included = at('included')
export const FinalOnchain = at('final_onchain')
export const ProviderReceived = at('provider_received')
export const Paid = at('paid')
export const Credited = at('credited')
export const CreditedToSender = at('credited', {
  backend: { facts: storyFacts.credited, capabilities: { refunds: 'to_sender' } },
})
export const CreditedNotVerified = at('credited', {
  backend: { facts: notVerifiedFacts.credited, capabilities: { refunds: 'none' } },
})
export const Reverted = at('reverted')
export const Attested = at('attested')
export const FailedUnsent = at('failed_unsent')
export const FailedNotVerified = at('failed_unsent', { backend: { facts: notVerifiedFacts.unsent } })
export const CancelledUnsent = at('cancelled_unsent')
export const ExpiredUnsent = at('expired_unsent')
export const ExpiredUnknown = at('expired_unknown')
export const ByHand = at('by_hand')
export const Declared = at('declared')
export const EndedByHand = at('ended_by_hand')
export const NeedsAttention = at('needs_attention')
/** The wallet sent on another network than the one that was reviewed. */
export const SentAstray = at('needs_attention', { backend: { facts: astrayFacts } })

/** An order that is being read: what is not known yet has its place. */
export const Loading = showing('loading', {
  backend: {
    facts: storyFacts.order_ready,
    onCall: (name) => (name === 'getOrder' ? new Promise(() => undefined) : undefined),
  },
})

export const Dark = { ...Paid, globals: { theme: 'dark' } }
export const RightToLeft = { ...NeedsAttention, globals: { locale: 'ar' } }
/** Letters that come in several files of a font, each of which is loaded when it is needed. */
export const Chinese = { ...OrderReady, globals: { locale: 'zh' } }
export const Hindi = { ...OrderReady, globals: { locale: 'hi' } }
export const Yoruba = { ...OrderReady, globals: { locale: 'yo' } }
