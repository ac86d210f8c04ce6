import { expect, waitFor, within } from 'storybook/test'

/** Resolves when what moves in here stands still. What is paused, as Storybook does it for axe, and what never ends are not waited for. */
export async function stillness(within: Element): Promise<void> {
  const moving = within
    .getAnimations({ subtree: true })
    .filter(
      ({ effect, playState }) =>
        playState === 'running' && effect?.getTiming().iterations !== Number.POSITIVE_INFINITY,
    )
  await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)))
}

/** Waits until the panel shows a screen and stands still, so that what is tested is what people see. */
export async function settled(canvasElement: HTMLElement, screen?: string): Promise<void> {
  const dialog = await within(canvasElement).findByRole('dialog', {}, { timeout: 30_000 })
  if (screen) await waitFor(() => expect(dialog).toHaveAttribute('data-screen', screen), { timeout: 30_000 })
  await stillness(dialog)
}
