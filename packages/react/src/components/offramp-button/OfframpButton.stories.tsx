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

export const Idle: Story = { tags: ['visual'] }
/** An order is open, and its panel was hidden. */
export const Resumes: Story = {
  tags: ['visual'],
  args: { backend: { facts: storyFacts.order_ready } },
  play: undisturbed(async ({ canvasElement }) => {
    await settled(canvasElement, 'order_ready')
    const canvas = within(canvasElement)
    await userEvent.click(canvas.getByRole('button', { name: /close/i }))
    await waitFor(() => expect(canvasElement.querySelector('.ofk-sheet')).toBeNull())
    await canvas.findByRole('button', { name: /resume/i })
  }),
}

/** By the keyboard alone: the focus goes in, what is seen is told to those who listen, and the focus comes back to the button. */
export const ByKeyboard: Story = {
  args: Resumes.args ?? {},
  play: undisturbed(async (context) => {
    await Resumes.play?.(context)
    const canvas = within(context.canvasElement)
    const button = canvas.getByRole('button', { name: /resume/i })
    button.focus()
    await userEvent.keyboard('{Enter}')
    await settled(context.canvasElement, 'order_ready')
    const dialog = canvas.getByRole<HTMLDialogElement>('dialog')
    expect(dialog).toContainElement(document.activeElement as HTMLElement)
    const seen = within(dialog).getByRole('heading', { level: 3 }).textContent
    expect(within(dialog).getByRole('status')).toHaveTextContent(seen ?? '')
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
