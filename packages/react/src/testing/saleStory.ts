import type { StageName } from '@offrampkit/core/order'
import type { StoryObj } from '@storybook/react-vite'
import { userEvent, waitFor, within } from 'storybook/test'
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

/** Clicks what is called so, as soon as it is there. */
export const click =
  (name: RegExp | string): Play =>
  async ({ canvasElement }) => {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name }, { timeout: 30_000 }))
  }

/** Clicks, and waits for the screen and the text that it leads to. */
export const clicked = (name: RegExp | string, screen: ScreenName, text?: RegExp): Play =>
  undisturbed(async (context) => {
    await click(name)(context)
    await settled(context.canvasElement, screen)
    if (text) await within(context.canvasElement).findByText(text, {}, { timeout: 30_000 })
    await settled(context.canvasElement, screen)
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
