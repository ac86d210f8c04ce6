import type { StageName } from '@offrampkit/core/order'
import type { StoryObj } from '@storybook/react-vite'
import { userEvent, waitFor, within } from 'storybook/test'
import type { MessagesSource, OfframpMessages } from '../messages/messages.ts'
import { messagesFor } from '../messages/messagesFor.ts'
import type { ScreenName } from '../sale/screen.ts'
import type { SaleScene, SaleSceneProps } from './SaleScene.tsx'
import { settled } from './settled.ts'
import { storyFacts } from './storyFacts.ts'
import { isUndisturbed } from './storySettings.ts'

export type SaleStory = StoryObj<typeof SaleScene>
type Play = NonNullable<SaleStory['play']>

/** What is played holds for the story as it is named; with the toolbar's troubles it is left to whoever looks. */
export const undisturbed =
  (play: Play): Play =>
  async (context) => {
    if (isUndisturbed(context.globals)) await play(context)
  }

/** A story of a screen: it says which, and its play function fails unless that is what is drawn. */
export const showing = (screen: ScreenName, args: SaleSceneProps, first?: Play): SaleStory => ({
  args,
  parameters: { shows: { screen } },
  play: undisturbed(async (context) => {
    await first?.(context)
    await settled(context.canvasElement, screen)
  }),
})

/** An order in some stage, with its panel open, as after a reload. */
export const at = (name: Exclude<StageName, 'idle'>, more: SaleSceneProps = {}): SaleStory =>
  showing(name, { backend: { facts: storyFacts[name] }, ...more })

/** Buttons that stories press, by their words in whatever language they are shown in. */
const words = {
  cashOut: ({ button }: MessagesSource) => button.cashOut,
  review: (_: MessagesSource, { review }: OfframpMessages) => review.review,
  switchToBase: (_: MessagesSource, { wallet }: OfframpMessages) => wallet.switchTo('Base'),
}
export type Pressed = keyof typeof words

/** Presses this button as soon as it is there. */
export const press =
  (which: Pressed): Play =>
  async ({ canvasElement, globals }) => {
    const source = messagesFor(globals.locale)
    const name = words[which](source, await source.load())
    await click(canvasElement, name)
  }

/** Clicks what is called so, as soon as it is there. */
export async function click(canvasElement: HTMLElement, name: RegExp | string): Promise<void> {
  await userEvent.click(await within(canvasElement).findByRole('button', { name }, { timeout: 30_000 }))
}

/** Looks at the review, and waits for the text that it leads to; in another language than that one's the text is not waited for. */
export const reviewed = (text: RegExp | null, screen: ScreenName = 'order_ready', locale = 'en'): Play =>
  undisturbed(async (context) => {
    const { canvasElement, globals } = context
    await press('review')(context)
    await settled(canvasElement, screen)
    if (text && globals.locale === locale)
      await within(canvasElement).findByText(text, {}, { timeout: 30_000 })
    await settled(canvasElement, screen)
  })

/** Waits until the code of an error is drawn. */
export async function showsCode(canvasElement: HTMLElement, code: string): Promise<void> {
  await waitFor(
    () => {
      if (!canvasElement.querySelector(`[data-code="${code}"]`)) {
        const found = [...canvasElement.querySelectorAll<HTMLElement>('[data-code]')]
        throw new Error(
          `No part shows ${code}; shown: ${found.map((one) => one.dataset.code).join() || 'none'}`,
        )
      }
    },
    { timeout: 30_000 },
  )
}
