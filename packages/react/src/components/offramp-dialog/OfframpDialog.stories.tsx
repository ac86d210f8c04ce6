import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { framed } from '../../testing/SaleScene.tsx'
import { StoryFrame, type StoryFrameProps } from '../../testing/StoryFrame.tsx'
import { at, undisturbed } from '../../testing/saleStory.ts'
import { settled } from '../../testing/settled.ts'
import { storySale } from '../../testing/storySale.ts'
import { OfframpDialog } from './OfframpDialog.tsx'

function Opener() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" className="ofk-button" onClick={() => setOpen(true)}>
        Sell USDC
      </button>
      <OfframpDialog open={open} onOpenChange={setOpen} {...storySale} />
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
  parameters: framed(640),
} satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const opener = (root: HTMLElement) => within(root).getByRole('button', { name: 'Sell USDC' })

export const Closed: Story = {}
export const Opened: Story = {
  tags: ['visual'],
  play: undisturbed(async ({ canvasElement }) => {
    await userEvent.click(opener(canvasElement))
    await settled(canvasElement, 'idle')
  }),
}
/** By the keyboard: opened, closed, and the focus is back. */
export const ByKeyboard: Story = {
  play: undisturbed(async ({ canvasElement }) => {
    opener(canvasElement).focus()
    await userEvent.keyboard('{Enter}')
    await settled(canvasElement, 'idle')
    const dialog = within(canvasElement).getByRole<HTMLDialogElement>('dialog')
    await expect(dialog).toContainElement(document.activeElement as HTMLElement)
    within(dialog).getByRole('button', { name: 'Close' }).focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(opener(canvasElement)).toHaveFocus())
  }),
}
/** An order was open when the page was left. */
export const OpenedAgain: Story = at('broadcast')
