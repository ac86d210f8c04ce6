import { OfframpError } from '@offrampkit/core'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { OfframpForm, type OfframpFormProps } from '../components/offramp-form/OfframpForm.tsx'
import { StoryFrame } from '../testing/StoryFrame.tsx'
import { type StoryForm, storyForms } from '../testing/storyForms.ts'

/** A form in an element of the app's own, which shows where it stands. */
function Scene(props: Omit<OfframpFormProps, 'onSubmit'>) {
  return (
    <StoryFrame>
      <OfframpForm {...props} onSubmit={() => undefined} render={<section aria-label="Bank account" />} />
    </StoryFrame>
  )
}

const meta = { title: 'Parts/OfframpForm', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const asking = (step: StoryForm, more: Partial<OfframpFormProps> = {}, globals = {}): Story => ({
  args: { step, ...more },
  globals,
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('form', { name: step.title }, { timeout: 30_000 })
  },
})
const error = new OfframpError({
  code: 'invalid_request',
  message: 'The CLABE is not valid.',
  details: { field: 'values.clabe' },
})

export const Asking = asking(storyForms.mexico)
export const Refused = asking(storyForms.mexico, { error })
export const Dark = asking(storyForms.mexico, { error }, { theme: 'dark' })
