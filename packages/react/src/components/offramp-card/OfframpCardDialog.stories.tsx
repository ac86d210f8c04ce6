import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { userEvent, within } from 'storybook/test'
import { withMarket } from '../../testing/cardMarket.ts'
import { StoryFrame } from '../../testing/StoryFrame.tsx'
import { createStoryParts } from '../../testing/storyParts.ts'
import { OfframpCardDialog } from './OfframpCardDialog.tsx'

/** A button of the app's own, and the card in the dialog that it opens. */
function Scene() {
  const [parts] = useState(() => {
    const made = createStoryParts({ queries: { queries: { retry: false } } })
    withMarket(made.backend)
    return made
  })
  const [open, setOpen] = useState(false)
  return (
    <StoryFrame parts={parts}>
      <button type="button" className="ofk-button" onClick={() => setOpen(true)}>
        Sell
      </button>
      <OfframpCardDialog
        open={open}
        onOpenChange={setOpen}
        providers={['coinbase', 'partna', 'capa']}
        initial={{ asset: 'USDC', chainId: 8453, country: 'US', subdivision: 'NY' }}
        pauseMs={0}
      />
    </StoryFrame>
  )
}

const meta = {
  title: 'OfframpCardDialog',
  component: Scene,
  parameters: { docs: { story: { inline: false, iframeHeight: 900 } } },
} satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

export const Opened: Story = {
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: 'Sell' }))
    await userEvent.type(await canvas.findByRole('textbox', {}, { timeout: 30_000 }), '25')
    await canvas.findByRole('button', { name: /Coinbase/ }, { timeout: 30_000 })
  },
}
