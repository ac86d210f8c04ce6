import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storyNow } from '../testing/storyWorld.ts'
import { DeadlineRing } from './DeadlineRing.tsx'

/** The ring alone, with a deadline of the story's own. */
function Scene({ left, ...frame }: Omit<StoryFrameProps, 'children'> & { left?: number }) {
  const until = left === undefined ? {} : { until: storyNow + 4 * 60_000 + 12_000 + left }
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <DeadlineRing view={view} {...until} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/DeadlineRing', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const at = (left?: number, more: Partial<Story> = {}): Story => ({
  args: { backend: { facts: storyFacts.order_ready }, ...(left === undefined ? {} : { left }) },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('timer', {}, { timeout: 30_000 })
  },
  ...more,
})

export const Plenty = at()
export const Soon = at(100_000)
export const Over = at(0)
export const Dark = at(100_000, { globals: { theme: 'dark' } })
