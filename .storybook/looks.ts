import { messagesFor } from '../packages/react/src/messages/messagesFor.ts'
import { stillness } from '../packages/react/src/testing/settled.ts'
import { fontStack } from './fonts.ts'

/** What the toolbar chooses about how a story looks. */
export interface Look {
  theme: 'light' | 'dark'
  locale: string
  direction: 'auto' | 'ltr' | 'rtl'
}

let override: Partial<Look> = {}
const listeners = new Set<() => void>()

export const overriddenLook = (): Partial<Look> => override
export function onLook(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

const frame = () => new Promise<void>((drawn) => requestAnimationFrame(() => drawn()))
/** More frames than any change of language takes. */
const mostFrames = 120

/** Shows the story that is drawn in another look, and resolves when it stands still. What it did so far stays as it is. */
export async function relook(look: Partial<Look>, canvas: HTMLElement): Promise<void> {
  override = look
  for (const listener of listeners) listener()
  const { locale } = look
  if (locale !== undefined) await messagesFor(locale).load()
  await frame()
  const speaksOther = () =>
    [...canvas.querySelectorAll<HTMLElement>('[class^="ofk-"][lang]')].some((part) => part.lang !== locale)
  for (let frames = 0; locale !== undefined && speaksOther() && frames < mostFrames; frames += 1)
    await frame()
  await stillness(document.body)
}

/** The page around a story; on a page of documentation it is as high as the story alone. */
export const pageStyle = (theme: Look['theme'], fills: boolean) => ({
  ...{ '--ofk-font': fontStack },
  padding: 24,
  minHeight: fills ? '100dvh' : 120,
  boxSizing: 'border-box' as const,
  colorScheme: theme,
  background: theme === 'dark' ? '#0b0d12' : '#ffffff',
  color: theme === 'dark' ? '#f3f5f8' : '#12151b',
})
