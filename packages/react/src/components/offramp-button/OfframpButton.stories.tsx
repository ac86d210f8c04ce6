import { OfframpError, type OfframpErrorCode } from '@offrampkit/core'
import type { StageName } from '@offrampkit/core/order'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { userEvent, within } from 'storybook/test'
import { StoryFrame, type StoryFrameProps } from '../../testing/StoryFrame.tsx'
import { settled } from '../../testing/settled.ts'
import { differingFacts, notVerifiedFacts, storyFacts } from '../../testing/storyFacts.ts'
import { storyForms } from '../../testing/storyForms.ts'
import { OfframpButton } from './OfframpButton.tsx'

/** The button in an app of its own: a backend, a chain and a wallet inside the page. */
function Scene({ amount = '25', ...frame }: Omit<StoryFrameProps, 'children'> & { amount?: string }) {
  return (
    <StoryFrame {...frame}>
      <OfframpButton
        provider="coinbase"
        asset="USDC"
        chainId={8453}
        amount={amount}
        cashoutCurrency="USD"
        country="US"
        subdivision="NY"
        method="ACH_BANK_ACCOUNT"
      />
    </StoryFrame>
  )
}

const meta = {
  title: 'OfframpButton',
  component: Scene,
  parameters: { docs: { story: { inline: false, iframeHeight: 660 } } },
} satisfies Meta<typeof Scene>
export default meta

type Story = StoryObj<typeof meta>

/** An order in some stage, with its panel open, as after a reload. */
const at = (name: Exclude<StageName, 'idle'>, more: Omit<StoryFrameProps, 'children'> = {}): Story => ({
  args: { backend: { facts: storyFacts[name] }, ...more },
  play: ({ canvasElement }) => settled(canvasElement, name),
})

const refused = (code: OfframpErrorCode, message: string): OfframpError => new OfframpError({ code, message })

/** Clicks, and waits for what it leads to. */
const click = (name: RegExp, screen: string, text?: RegExp): NonNullable<Story['play']> =>
  async function play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name }, { timeout: 30_000 }))
    await settled(canvasElement, screen)
    if (text) await canvas.findByText(text, {}, { timeout: 30_000 })
    await settled(canvasElement, screen)
  }

export const Idle: Story = {}
/** An order that is being read: what is not known yet has its place. */
export const Loading: Story = {
  args: {
    backend: {
      facts: storyFacts.order_ready,
      onCall: (name) => (name === 'getOrder' ? new Promise(() => undefined) : undefined),
    },
  },
  play: ({ canvasElement }) => settled(canvasElement, 'loading'),
}
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

export const Review: Story = {
  ...OrderReady,
  play: click(/review deposit/i, 'order_ready', /^send 25 usdc$/i),
}
export const ReviewWithDifferences: Story = {
  args: { backend: { facts: differingFacts }, wallet: { chainId: 1 } },
  play: click(/review deposit/i, 'order_ready', /^send 0.0074 eth$/i),
}
export const ReviewOnWrongNetwork: Story = {
  args: { backend: { facts: storyFacts.order_ready }, wallet: { chainId: 1 } },
  play: click(/review deposit/i, 'order_ready', /^switch to base$/i),
}
export const ReviewWithWrongAccount: Story = {
  args: {
    backend: { facts: storyFacts.order_ready },
    wallet: { account: '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC' },
  },
  play: click(/review deposit/i, 'order_ready', /^another account is selected$/i),
}
export const ReviewWithTooLittle: Story = {
  args: { backend: { facts: storyFacts.order_ready }, tokens: 1_000_000n },
  play: click(/review deposit/i, 'order_ready', /^not enough in this wallet$/i),
}

/** A provider that asks questions instead of having a page. */
export const Form: Story = {
  args: { backend: { session: () => storyForms.sepa } },
  play: click(/^cash out$/i, 'form'),
}
export const FormPriceChanged: Story = {
  args: { backend: { session: () => storyForms.priceChanged } },
  play: click(/^cash out$/i, 'form'),
}

/** No window, no way back: a link is the last way. */
export const Link: Story = {
  args: {
    backend: {
      session: (orderId) => ({
        kind: 'open',
        orderId,
        url: 'https://pay.example/sell',
        modes: ['embed'],
        expiresAt: null,
      }),
    },
  },
  play: click(/^cash out$/i, 'link'),
}

export const NoWallet: Story = { args: { wallet: { absent: true } }, play: click(/^cash out$/i, 'stopped') }
export const NotEnough: Story = { args: { tokens: 4_250_000n }, play: click(/^cash out$/i, 'stopped') }
export const ProviderUnavailable: Story = {
  args: {
    backend: { failing: { createSession: refused('provider_unavailable', 'The provider did not answer.') } },
  },
  play: click(/^cash out$/i, 'stopped'),
}
export const OutOfLimits: Story = {
  args: {
    backend: {
      failing: { createOrder: refused('amount_out_of_limits', 'The smallest amount is 10.00 USD.') },
    },
  },
  play: click(/^cash out$/i, 'stopped'),
}
export const BackendUnreachable: Story = {
  args: {
    backend: {
      facts: storyFacts.broadcast,
      failing: { getOrder: refused('backend_unreachable', 'The backend did not answer.') },
    },
  },
  play: ({ canvasElement }) => settled(canvasElement, 'unreachable'),
}
export const NotFound: Story = {
  args: {
    backend: { failing: { getOrder: refused('not_found', 'There is no such order.') } },
    resumed: true,
  },
  play: ({ canvasElement }) => settled(canvasElement, 'unreachable'),
}

export const Dark: Story = { ...Review, globals: { theme: 'dark' } }
export const DarkPaid: Story = { ...Paid, globals: { theme: 'dark' } }
export const RightToLeft: Story = {
  ...OrderReady,
  globals: { locale: 'ar' },
  play: click(/مراجعة الإيداع/, 'order_ready', /^إرسال 25 USDC$/),
}
/** A page from right to left whose kit speaks English: the kit's own parts keep their direction. */
export const EnglishInRightToLeft: Story = { ...Review, globals: { direction: 'rtl' } }

/** A button of your own, with the kit's behaviour and panel. */
export const OwnButton: Story = {
  render: (args) => (
    <StoryFrame {...args}>
      <OfframpButton
        provider="coinbase"
        asset="USDC"
        chainId={8453}
        amount="25"
        cashoutCurrency="USD"
        country="US"
        render={(props, { label, stage }) => (
          <button {...props} className="own-button">
            {label} <small>({stage})</small>
          </button>
        )}
      />
    </StoryFrame>
  ),
}

/** Content as a function of the state. */
export const OwnContent: Story = {
  render: (args) => (
    <StoryFrame {...args}>
      <OfframpButton
        provider="coinbase"
        asset="USDC"
        chainId={8453}
        amount="25"
        cashoutCurrency="USD"
        country="US"
      >
        {({ busy, resumes }) => (busy ? 'One moment…' : resumes ? 'Go on' : 'Sell 25 USDC')}
      </OfframpButton>
    </StoryFrame>
  ),
}

/** A panel of your own, inline, from the same state. */
export const OwnPanel: Story = {
  args: { backend: { facts: storyFacts.order_ready } },
  render: (args) => (
    <StoryFrame {...args}>
      <OfframpButton
        provider="coinbase"
        asset="USDC"
        chainId={8453}
        amount="25"
        cashoutCurrency="USD"
        country="US"
        panel={({ screen, deposit, messages }) => (
          <p>
            {screen}: {deposit.state}{' '}
            <button type="button" onClick={deposit.arm}>
              {messages.review.review}
            </button>
          </p>
        )}
      />
    </StoryFrame>
  ),
}
