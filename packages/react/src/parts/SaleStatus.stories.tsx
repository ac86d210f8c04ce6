import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { type StoryFacts, storyFacts } from '../testing/storyFacts.ts'
import { SaleStatus } from './SaleStatus.tsx'

/** Where a sale stands, in a page of its own. */
function Scene(frame: Omit<StoryFrameProps, 'children'>) {
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <SaleStatus view={view} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/SaleStatus', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const at = (facts: StoryFacts, name: string | RegExp, more: Partial<Story> = {}): Story => ({
  args: { backend: { facts } },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('heading', { name }, { timeout: 30_000 })
  },
  ...more,
})

export const AtProvider = at(storyFacts.at_provider, /^confirm the sale/i)
export const Included = at(storyFacts.included, /./)
export const Paid = at(storyFacts.paid, /paid out/)
export const NeedsAttention = at(storyFacts.needs_attention, /./)
export const Dark = at(storyFacts.broadcast, /./, { globals: { theme: 'dark' } })
