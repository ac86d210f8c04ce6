import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { type ByHandOptions, byHandFacts } from '../testing/storyByHand.ts'
import { storyNow } from '../testing/storyWorld.ts'
import { ManualDeposit } from './ManualDeposit.tsx'

/** A deposit by hand in a page of its own. */
function Scene(frame: Omit<StoryFrameProps, 'children'>) {
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <ManualDeposit view={view} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/ManualDeposit', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const at = (order: ByHandOptions, more: Partial<Story> = {}): Story => ({
  args: { backend: { facts: byHandFacts(order) } },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('img', {}, { timeout: 30_000 })
  },
  ...more,
})

export const OnSolana = at({})
export const WithMemo = at({ memo: '4071-77-OK' })
export const Dark = at({}, { globals: { theme: 'dark' } })
export const Declared = at(
  { more: [{ type: 'declared', at: storyNow, source: 'browser' }] },
  {
    async play({ canvasElement }) {
      await within(canvasElement).findByRole('group', {}, { timeout: 30_000 })
    },
  },
)
