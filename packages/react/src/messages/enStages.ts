import type { StageName, TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, StageFacts, StageText } from './messages.ts'

/** Where coins are that the provider took and did not sell. */
const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) => ({
    title: `Your ${asset} is in your ${provider} account`,
    body: 'It was not sold and not returned to your wallet. You can sell or withdraw it there.',
  }),
  to_sender: ({ asset, provider }) => ({
    title: `${provider} did not sell your ${asset}`,
    body: `${provider} returns it to the wallet that it came from. Do not send it again.`,
  }),
  none: ({ asset, provider }) => ({
    title: `${provider} did not sell your ${asset}`,
    body: `${provider} holds it. Ask its support, and keep the order number below.`,
  }),
}

/** What a wallet did instead of what it was asked for: asked, shown by the chain. */
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) => ({
    title: `Your wallet used ${seen.network}, not ${network}`,
    body: `It was asked to send ${amount} on ${network}. ${provider} may not see what is on ${seen.network}.`,
  }),
  recipient: ({ amount, provider }, seen) => ({
    title: 'Your wallet sent to another address',
    body: `${amount} was to go to the address of ${provider}. ${seen.amount ?? 'Something else'} went to ${seen.to}. Something may be changing what this wallet sends: do not use it until you know what.`,
  }),
  asset: ({ amount, provider }, seen) => ({
    title: 'Your wallet sent another asset',
    body: `${provider} waits for ${amount}, and was sent ${seen.amount ?? 'an asset that it may not know'}.`,
  }),
  amount: ({ amount, provider }, seen) => ({
    title: 'Your wallet sent another amount',
    body: `${provider} waits for ${amount}, and was sent ${seen.amount ?? 'another amount'}.`,
  }),
  sender: ({ amount, provider }, seen) => ({
    title: 'Another account sent the deposit',
    body: `${amount} came from ${seen.from}. ${provider} may not know that account as yours.`,
  }),
  data: ({ amount }) => ({
    title: 'Your wallet sent another transaction',
    body: `It was asked to send ${amount}, and did something else. Something may be changing what this wallet sends: do not use it until you know what.`,
  }),
}

/** What happened and what to do, for each stage. */
export const enStages: Record<StageName, (facts: StageFacts) => StageText> = {
  idle: ({ provider }) => ({
    title: 'Ready when you are',
    body: `You confirm the sale with ${provider}, check the deposit here, and sign once in your wallet.`,
  }),
  preparing: ({ asks, provider }) =>
    asks
      ? {
          title: 'A few questions next',
          body: `${provider} needs to know where to pay you. Continue with what is still missing; nothing is sent by that.`,
        }
      : {
          title: 'Your order is prepared',
          body: `Continue with ${provider} to confirm the sale. Nothing is sent by that.`,
        },
  at_provider: ({ provider }) => ({
    title: `Confirm the sale with ${provider}`,
    body: 'Finish in its window, then come back. This page follows along by itself.',
  }),
  awaiting_order: ({ provider }) => ({
    title: `Waiting for ${provider}`,
    body: 'It is working out where to send the deposit. This usually takes a few seconds.',
  }),
  order_ready: ({ amount }) => ({
    title: 'Review the deposit',
    body: `Check every line. ${amount} leaves your wallet only when you send and sign.`,
  }),
  by_hand: ({ network }) => ({
    title: 'Send the deposit by hand',
    body: `Send exactly the amount below on ${network} from your own wallet. The provider tells this page when it arrives.`,
  }),
  declared: ({ provider, network }) => ({
    title: 'You said that you sent it',
    body: `Waiting for ${provider} to see it on ${network}. Do not send it again. You can close this page.`,
  }),
  ended_by_hand: ({ provider, amount }) => ({
    title: 'This order has ended',
    body: `Nothing arrived in time, as far as ${provider} tells. Do not send any more to its address. If you have sent ${amount}, ask the support of ${provider} and give them the order number below.`,
  }),
  armed: () => ({
    title: 'Ready to send',
    body: 'Everything was checked just now. If this is not the tab that you reviewed in, go on there.',
  }),
  prompting: () => ({
    title: 'Confirm in your wallet',
    body: 'We asked your wallet once. Check the amount and the address there before you sign.',
  }),
  outcome_unknown: ({ blind }) =>
    blind
      ? {
          title: 'This browser cannot tell whether it was sent',
          body: 'Nothing has arrived yet, as far as we see. Do not send by hand: look into your wallet first.',
        }
      : {
          title: 'We asked your wallet and got no clear answer',
          body: 'Nothing has arrived yet, as far as we can see. We keep looking on the blockchain. Do not send by hand: check your wallet first.',
        },
  broadcast: ({ network, amount }) => ({
    title: 'On its way',
    body: `Your wallet sent ${amount}. We are waiting for ${network} to include it. If it takes long, look in your wallet: it may wait there for a higher fee. Do not send by hand.`,
  }),
  included: ({ network }) => ({
    title: `Included on ${network}`,
    body: 'The transfer is in a block. A few more blocks make it final.',
  }),
  final_onchain: ({ provider }) => ({
    title: 'Final on the blockchain',
    body: `The deposit arrived for good. Waiting for ${provider} to see it.`,
  }),
  provider_received: ({ provider, asset }) => ({
    title: `${provider} has your ${asset}`,
    body: 'It is selling it and preparing your payout. You can close this page.',
  }),
  paid: ({ payout, provider }) => ({
    title: payout === null ? 'Paid out' : `${payout} paid out`,
    body: `${provider} says the payout is done. It may take a moment until you see it.`,
  }),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () => ({
    title: 'The network refused the transfer',
    body: 'It failed on chain, so nothing but the network fee was spent. Review and send again.',
  }),
  attested: () => ({
    title: 'You can try once more',
    body: 'Your wallet gets one more request, which takes the place of the first: the network accepts only one of the two, even if the first is approved after all. Decline the first if it is still open there.',
  }),
  failed_unsent: ({ provider, reason }) => ({
    title: `${provider} ended this order`,
    body: `${reason === null ? '' : `It says: “${reason}”. `}Nothing was sent from your wallet. You can start again.`,
  }),
  cancelled_unsent: () => ({
    title: 'Cancelled',
    body: 'This order was cancelled before anything was sent.',
  }),
  expired_unsent: () => ({
    title: 'The time is over',
    body: 'This order ran out before anything was sent. Your funds are still in your wallet.',
  }),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? {
          title: 'The time is over, and this browser cannot tell whether it was sent',
          body: `Look into your wallet before you do anything else. A request that is still open there would send to an order that ${provider} has closed: decline it.`,
        }
      : {
          title: 'The time is over, and one request is still open',
          body: `Your wallet was asked and did not answer. Decline that request if it is still there: approving it now would send to an order that ${provider} has closed, also if you have started a new cash-out.`,
        },
  needs_attention: (facts) => {
    if (!facts.astray)
      return {
        title: 'This order needs a person',
        body: `What ${facts.provider} tells does not add up, and we never guess with your money. Do not send anything. Ask support and give them the order number below.`,
      }
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return {
      title,
      body: `${body} Do not send again. Ask the support of ${facts.provider}, and give them the transaction and the order number below.`,
    }
  },
}
