import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { en } from '../messages/en.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { type StoryFacts, storyFacts } from '../testing/storyFacts.ts'
import { OrderTimeline } from './OrderTimeline.tsx'

/** The steps alone. */
function Scene(frame: Omit<StoryFrameProps, 'children'>) {
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <OrderTimeline view={view} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/OrderTimeline', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const at = (facts: StoryFacts, name: string, more: Partial<Story> = {}): Story => ({
  args: { backend: { facts } },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('list', { name }, { timeout: 30_000 })
  },
  ...more,
})

export const Review = at(storyFacts.order_ready, en.panel.progress)
export const Trouble = at(storyFacts.outcome_unknown, en.panel.progress)
export const Paid = at(storyFacts.paid, en.panel.progress)
export const Dark = at(storyFacts.broadcast, en.panel.progress, { globals: { theme: 'dark' } })
