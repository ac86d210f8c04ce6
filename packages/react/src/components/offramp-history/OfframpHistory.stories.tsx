import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { createOfframpConfig } from '../../config/createOfframpConfig.ts'
import { en } from '../../messages/en.ts'
import { framed } from '../../testing/SaleScene.tsx'
import { StoryFrame } from '../../testing/StoryFrame.tsx'
import { settled } from '../../testing/settled.ts'
import { type StoryFacts, storyFacts } from '../../testing/storyFacts.ts'
import { withOrders, withoutList } from '../../testing/storyOrders.ts'
import { createStoryParts } from '../../testing/storyParts.ts'
import { OfframpHistory } from './OfframpHistory.tsx'

interface SceneProps {
  orders?: readonly StoryFacts[]
  pageSize?: number
  /** The list never comes. */
  waiting?: boolean
  failing?: boolean
  width?: number
}

/** The list in an app's page. */
function Scene({ orders = [], pageSize = 20, waiting, failing, width }: SceneProps) {
  const [parts] = useState(() => {
    const made = createStoryParts({ queries: { queries: { retry: false } } })
    const held = waiting ? new Promise<void>(() => undefined) : Promise.resolve()
    if (failing) withoutList(made.backend)
    else withOrders(made.backend, orders, { pageSize, held })
    return { ...made, config: createOfframpConfig(made.config) }
  })
  return (
    <div style={{ maxWidth: width }}>
      <StoryFrame parts={parts}>
        <OfframpHistory />
      </StoryFrame>
    </div>
  )
}

const meta = {
  title: 'OfframpHistory',
  component: Scene,
  parameters: framed(620),
} satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const patient = { timeout: 30_000 }
const several = [
  storyFacts.order_ready,
  storyFacts.broadcast,
  storyFacts.paid,
  storyFacts.credited,
  storyFacts.expired_unsent,
  storyFacts.needs_attention,
]
const listed = (root: HTMLElement) =>
  waitFor(() => expect(root.querySelector('[data-state="listed"]')).not.toBeNull(), patient)
const openRow = async (root: HTMLElement, index: number) => {
  await listed(root)
  const head = root.querySelectorAll<HTMLElement>('button.ofk-entry-head')[index]
  head?.focus()
  await userEvent.keyboard('{Enter}')
  await expect(head).toHaveAttribute('aria-expanded', 'true')
}

export const Listed: Story = {
  tags: ['visual'],
  args: { orders: several },
  play: ({ canvasElement }) => listed(canvasElement),
}
export const EveryStage: Story = {
  args: { orders: Object.values(storyFacts), pageSize: 50 },
  play: ({ canvasElement }) => listed(canvasElement),
}
export const Narrow: Story = {
  args: { orders: several, width: 280 },
  play: ({ canvasElement }) => openRow(canvasElement, 3),
}
export const Opened: Story = {
  tags: ['visual'],
  args: { orders: several },
  play: ({ canvasElement }) => openRow(canvasElement, 3),
}
/** Gone on with by the keyboard alone. */
export const Resumed: Story = {
  args: { orders: several },
  async play({ canvasElement }) {
    await openRow(canvasElement, 0)
    const resume = await within(canvasElement).findByRole('button', { name: /resume/i })
    resume.focus()
    await userEvent.keyboard('{Enter}')
    await settled(canvasElement, 'order_ready')
  },
}
export const Earlier: Story = {
  args: { orders: several, pageSize: 3 },
  async play({ canvasElement }) {
    const more = await within(canvasElement).findByRole('button', { name: en.history.more }, patient)
    await userEvent.click(more)
    await waitFor(() => expect(canvasElement.querySelectorAll('li.ofk-entry')).toHaveLength(6))
  },
}
export const Empty: Story = {
  tags: ['visual'],
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText(en.history.empty.title, {}, patient)
  },
}
export const Loading: Story = {
  tags: ['visual'],
  args: { waiting: true },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByText(en.history.loading, {}, patient)
  },
}
export const Failed: Story = {
  tags: ['visual'],
  args: { failing: true },
  play: async ({ canvasElement }) => {
    await within(canvasElement).findByRole('alert', {}, patient)
  },
}
