import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import { framed, SaleScene, type SaleSceneProps } from '../../testing/SaleScene.tsx'
import { StoryFrame } from '../../testing/StoryFrame.tsx'
import { undisturbed } from '../../testing/saleStory.ts'
import { settled } from '../../testing/settled.ts'
import { storyFacts } from '../../testing/storyFacts.ts'
import { storySale } from '../../testing/storySale.ts'
import type { OfframpButtonProps } from './buttonProps.ts'
import { OfframpButton } from './OfframpButton.tsx'

const meta = {
  title: 'OfframpButton',
  component: SaleScene,
  parameters: framed(660),
} satisfies Meta<typeof SaleScene>
export default meta

type Story = StoryObj<typeof meta>

export const Idle: Story = {}
/** An order is open, and its panel was hidden. */
export const Resumes: Story = {
  args: { backend: { facts: storyFacts.order_ready } },
  play: undisturbed(async ({ canvasElement }) => {
    await settled(canvasElement, 'order_ready')
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: /close/i }))
    await waitFor(() => expect(canvas.queryByRole('dialog')).toBeNull())
    await canvas.findByRole('button', { name: /resume/i })
  }),
}

/** By the keyboard alone: what is read out is the stage, Escape hides it, and the focus is back on the button. */
export const ByKeyboard: Story = {
  args: { backend: { facts: storyFacts.broadcast } },
  play: undisturbed(async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await settled(canvasElement, 'broadcast')
    await userEvent.click(canvas.getByRole('button', { name: /close/i }))
    const button = await canvas.findByRole('button', { name: /resume/i })
    button.focus()
    await userEvent.keyboard('{Enter}')
    await settled(canvasElement, 'broadcast')
    const dialog = canvas.getByRole<HTMLDialogElement>('dialog')
    expect(dialog).toContainElement(document.activeElement as HTMLElement)
    const title = within(dialog).getByRole('heading', { level: 3 }).textContent ?? ''
    expect(
      within(dialog)
        .getAllByRole('status')
        .map((one) => one.textContent),
    ).toContain(title)
    for (let step = 0; step < 6; step += 1) {
      await userEvent.tab()
      expect(button).not.toHaveFocus()
    }
    within(dialog).getByRole('button', { name: /close/i }).focus()
    await userEvent.keyboard('{Enter}')
    await waitFor(() => expect(button).toHaveFocus())
  }),
}

const own = (props: Partial<OfframpButtonProps>, args: SaleSceneProps = {}): Story => ({
  args,
  render: (frame) => (
    <StoryFrame {...frame}>
      <OfframpButton {...storySale} {...props} />
    </StoryFrame>
  ),
})

/** A button of your own, with the kit's behaviour and panel. */
export const OwnButton = own({
  render: (props, { label, stage }) => (
    <button {...props} className="own-button">
      {label} <small>({stage})</small>
    </button>
  ),
})

/** Content as a function of the state. */
export const OwnContent = own({
  children: ({ busy, resumes }) => (busy ? 'One moment…' : resumes ? 'Go on' : 'Sell 25 USDC'),
})

/** A panel of your own, inline, from the same state. */
export const OwnPanel = own(
  {
    panel: ({ screen, deposit, messages }) => (
      <p>
        {screen}: {deposit.state}{' '}
        <button type="button" onClick={deposit.arm}>
          {messages.review.review}
        </button>
      </p>
    ),
  },
  { backend: { facts: storyFacts.order_ready } },
)
