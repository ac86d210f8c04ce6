import type { Meta, StoryObj } from '@storybook/react-vite'
import { userEvent, within } from 'storybook/test'
import { en } from '../messages/en.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { differingFacts, storyFacts } from '../testing/storyFacts.ts'
import { DepositReview } from './DepositReview.tsx'

/** The review in a page of its own. */
function Scene(frame: Omit<StoryFrameProps, 'children'>) {
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <DepositReview view={view} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/DepositReview', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const patient = { timeout: 30_000 }
const order = { backend: { facts: storyFacts.order_ready } }
/** After the first click. */
const reviewed = (name: string, role: 'button' | 'alert' = 'button'): NonNullable<Story['play']> =>
  async function play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: en.review.review }, patient))
    if (role === 'button') await canvas.findByRole('button', { name }, patient)
    else await canvas.findByText(name, {}, patient)
  }
const send = reviewed(en.review.send('25 USDC'))

export const ToReview: Story = {
  args: order,
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('button', { name: en.review.review }, patient)
  },
}
export const Reviewed: Story = { args: order, play: send }
export const Dark: Story = { args: order, play: send, globals: { theme: 'dark' } }
export const Differs: Story = {
  args: { backend: { facts: differingFacts }, wallet: { chainId: 1 } },
  play: reviewed(en.review.send('0.0074 ETH')),
}
export const OnAnotherNetwork: Story = {
  args: { ...order, wallet: { chainId: 1 } },
  play: reviewed(en.wallet.switchTo('Base')),
}
export const TooLittle: Story = {
  args: { ...order, tokens: 1_000_000n },
  play: reviewed(en.errors.insufficient_balance.title, 'alert'),
}
