import { expect, waitFor, within } from 'storybook/test'

/** Waits until the panel shows a screen and stands still, so that what is tested is what people see. */
export async function settled(canvasElement: HTMLElement, screen?: string): Promise<void> {
  const dialog = await within(canvasElement).findByRole('dialog', {}, { timeout: 30_000 })
  if (screen) await waitFor(() => expect(dialog).toHaveAttribute('data-screen', screen), { timeout: 30_000 })
  const moving = dialog
    .getAnimations({ subtree: true })
    .filter((animation) => animation.effect?.getTiming().iterations !== Number.POSITIVE_INFINITY)
  await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)))
}
