import { OfframpError } from '@offrampkit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { ErrorNotice } from './ErrorNotice.tsx'

/** Something that went wrong in a sale. */
function Scene({ error, ...frame }: Omit<StoryFrameProps, 'children'> & { error: OfframpError }) {
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <ErrorNotice view={view} error={error} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/ErrorNotice', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const away = new OfframpError({
  code: 'backend_unreachable',
  message: 'It does not answer.',
  retryable: true,
})
const other = new OfframpError({ code: 'wrong_account', message: 'Another account is selected.' })
const at = (error: OfframpError, stage: 'order_ready' | 'broadcast', more: Partial<Story> = {}): Story => ({
  args: { error, backend: { facts: storyFacts[stage] } },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('alert', {}, { timeout: 30_000 })
  },
  ...more,
})

export const NothingMoved = at(other, 'order_ready')
/** The request failed; the deposit that is under way is not undone by that. */
export const MoneyOnItsWay = at(away, 'broadcast')
export const Dark = at(away, 'broadcast', { globals: { theme: 'dark' } })
