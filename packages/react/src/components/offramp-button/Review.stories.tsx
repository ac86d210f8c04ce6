import type { Meta } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { framed, SaleScene } from '../../testing/SaleScene.tsx'
import { click, reviewed, type SaleStory, undisturbed } from '../../testing/saleStory.ts'
import { settled } from '../../testing/settled.ts'
import { differingFacts, storyFacts } from '../../testing/storyFacts.ts'

/** The review: every digit of what is about to be sent, checked afresh, and the one click that asks the wallet. */
const meta = {
  title: 'Order/Review',
  component: SaleScene,
  args: { backend: { facts: storyFacts.order_ready } },
  parameters: framed(660),
} satisfies Meta<typeof SaleScene>
export default meta

export const Ready: SaleStory = { play: reviewed(/^send 25 usdc$/i) }
export const WithDifferences: SaleStory = {
  args: { backend: { facts: differingFacts }, wallet: { chainId: 1 } },
  play: reviewed(/^send 0.0074 eth$/i),
}
/** The provider's page stays open beside this one, and shows the address too. */
export const PayInOnePlaceOnly: SaleStory = {
  args: { backend: { facts: storyFacts.order_ready, capabilities: { returnsUser: false } } },
  play: reviewed(/^send 25 usdc$/i),
}
export const Checking: SaleStory = {
  args: {
    backend: {
      facts: storyFacts.order_ready,
      onCall: (name) => (name === 'deposits' ? new Promise(() => undefined) : undefined),
    },
  },
  play: reviewed(null),
}
/** They said no in the wallet: nothing was sent, and it can be reviewed again. */
export const Rejected: SaleStory = {
  args: { wallet: { onSend: 'reject' } },
  play: undisturbed(async (context) => {
    await reviewed(/^send 25 usdc$/i)(context)
    await click(context.canvasElement, /^send 25 usdc$/i)
    await within(context.canvasElement).findByText(/declined in your wallet/i, {}, { timeout: 30_000 })
    await settled(context.canvasElement, 'order_ready')
  }),
}

export const Dark: SaleStory = { ...Ready, globals: { theme: 'dark' } }
export const RightToLeft: SaleStory = {
  globals: { locale: 'ar' },
  play: reviewed(/^إرسال 25 USDC$/, 'order_ready', 'ar'),
}
/** A page from right to left whose kit speaks English: the kit's own parts keep their direction. */
export const EnglishInRightToLeft: SaleStory = { ...Ready, globals: { direction: 'rtl' } }
