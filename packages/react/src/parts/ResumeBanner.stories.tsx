import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { en } from '../messages/en.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { type StoryFacts, storyFacts } from '../testing/storyFacts.ts'
import { ResumeBanner } from './ResumeBanner.tsx'

/** An order that was left open. */
function Scene(frame: Omit<StoryFrameProps, 'children'>) {
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <ResumeBanner view={{ ...view, shown: false }} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/ResumeBanner', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const at = (facts: StoryFacts, name: string, more: Partial<Story> = {}): Story => ({
  args: { backend: { facts } },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('region', { name }, { timeout: 30_000 })
  },
  ...more,
})

export const Open = at(storyFacts.order_ready, en.panel.title)
export const Ended = at(storyFacts.paid, en.panel.title)
export const Dark = at(storyFacts.broadcast, en.panel.title, { globals: { theme: 'dark' } })
