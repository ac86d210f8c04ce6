import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { StoryFrame, type StoryFrameProps } from '../../testing/StoryFrame.tsx'
import { settled } from '../../testing/settled.ts'
import { storyFacts } from '../../testing/storyFacts.ts'
import { OfframpDialog } from './OfframpDialog.tsx'

function Opener() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="ofk-button" onClick={() => setOpen(true)}>
        Sell USDC
      </button>
      <OfframpDialog
        open={open}
        onOpenChange={setOpen}
        provider="coinbase"
        asset="USDC"
        chainId={8453}
        amount="25"
        cashoutCurrency="USD"
        country="US"
        subdivision="NY"
      />
    </>
  )
}

/** A button of the app's own, and the dialog that it opens. */
function Scene(frame: Omit<StoryFrameProps, 'children'>) {
  return (
    <StoryFrame {...frame}>
      <Opener />
    </StoryFrame>
  )
}

const meta = {
  title: 'OfframpDialog',
  component: Scene,
  parameters: { docs: { story: { inline: false, iframeHeight: 640 } } },
} satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const opener = (root: HTMLElement) => within(root).getByRole('button', { name: 'Sell USDC' })

export const Closed: Story = {}
export const Opened: Story = {
  async play({ canvasElement }) {
    await userEvent.click(opener(canvasElement))
    await settled(canvasElement, 'idle')
  },
}
/** By the keyboard: opened, closed, and the focus is back. */
export const ByKeyboard: Story = {
  async play({ canvasElement }) {
    opener(canvasElement).focus()
    await userEvent.keyboard('{Enter}')
    await settled(canvasElement, 'idle')
    const dialog = within(canvasElement).getByRole<HTMLDialogElement>('dialog')
    await expect(dialog).toContainElement(document.activeElement as HTMLElement)
    within(dialog).getByRole('button', { name: 'Close' }).focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(opener(canvasElement)).toHaveFocus())
  },
}
/** An order was open when the page was left. */
export const OpenedAgain: Story = {
  args: { backend: { facts: storyFacts.broadcast } },
  play: ({ canvasElement }) => settled(canvasElement, 'broadcast'),
}
