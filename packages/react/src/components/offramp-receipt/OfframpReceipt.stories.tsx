import { OfframpError } from '@offrampkit/core'
import type { StageName } from '@offrampkit/core/order'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, waitFor } from 'storybook/test'
import { framed } from '../../testing/SaleScene.tsx'
import { StoryFrame, type StoryFrameProps } from '../../testing/StoryFrame.tsx'
import { storyFacts } from '../../testing/storyFacts.ts'
import { storyOrderId } from '../../testing/storyWorld.ts'
import { OfframpReceipt } from './OfframpReceipt.tsx'
import type { OfframpReceiptState } from './receiptProps.ts'

/** The receipt in an app's page. */
function Scene({ width, ...frame }: Omit<StoryFrameProps, 'children'> & { width?: number }) {
  return (
    <div style={{ maxWidth: width }}>
      <StoryFrame {...frame} resumed={false}>
        <OfframpReceipt orderId={storyOrderId} />
      </StoryFrame>
    </div>
  )
}

const meta = {
  title: 'OfframpReceipt',
  tags: ['visual'],
  component: Scene,
  parameters: framed(720),
} satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const shows =
  (state: OfframpReceiptState): NonNullable<Story['play']> =>
  async ({ canvasElement }) => {
    const shown = () => canvasElement.querySelector(`.ofk-receipt[data-state="${state}"] :is(h3, [role])`)
    await waitFor(() => expect(shown()).not.toBeNull(), { timeout: 30_000 })
  }
const at = (stage: Exclude<StageName, 'idle'>, width?: number): Story => ({
  args: { backend: { facts: storyFacts[stage] }, ...(width === undefined ? {} : { width }) },
  play: shows(stage === 'paid' ? 'paid' : 'unpaid'),
})

export const Paid = at('paid')
export const PaidNarrow = at('paid', 280)
export const Waiting = at('order_ready')
export const UnderWay = at('provider_received')
export const Credited = at('credited')
export const NeedsAttention = at('needs_attention')
export const Loading: Story = {
  args: { backend: { facts: storyFacts.paid, onCall: () => new Promise<void>(() => undefined) } },
  play: shows('loading'),
}
export const NotFound: Story = {
  args: {
    backend: {
      facts: storyFacts.paid,
      failing: { getOrder: new OfframpError({ code: 'not_found', message: 'There is no such order.' }) },
    },
  },
  play: shows('failed'),
}
