import { OfframpError } from '@offrampkit/core'
import type { OfframpSession } from '@offrampkit/core/api'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { expect, userEvent, within } from 'storybook/test'
import { useOfframpSession } from '../../hooks/useOfframpSession.ts'
import type { SessionStep } from '../../order/sessionStep.ts'
import { framed } from '../../testing/SaleScene.tsx'
import { StoryFrame } from '../../testing/StoryFrame.tsx'
import { type StoryForm, storyForms } from '../../testing/storyForms.ts'
import { storyOrderId } from '../../testing/storyWorld.ts'
import { OfframpForm, type OfframpFormProps } from './OfframpForm.tsx'

/** The form by itself, in an app's own page. */
function Scene(props: Omit<OfframpFormProps, 'onSubmit'>) {
  return (
    <StoryFrame>
      <OfframpForm {...props} onSubmit={() => undefined} />
    </StoryFrame>
  )
}

const meta = {
  title: 'OfframpForm',
  component: Scene,
  parameters: framed(760),
} satisfies Meta<typeof Scene>
export default meta

type Story = StoryObj<typeof meta>
type Steps = (canvas: ReturnType<typeof within>) => Promise<unknown>

const patient = { timeout: 30_000 }
const asking = (step: StoryForm, play?: Steps, more: Partial<OfframpFormProps> = {}): Story => ({
  args: { step, ...more },
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('form', { name: step.title }, patient)
    await play?.(canvas)
  },
})
const send: Steps = async (canvas) => userEvent.click(await canvas.findByRole('button'))

export const Mexico = asking(storyForms.mexico)
export const DominicanRepublic = asking(storyForms.dominican)
export const Sepa = asking(storyForms.sepa)
export const UnitedStatesPerson = asking(storyForms.unitedStates, async (canvas) => {
  await userEvent.selectOptions(canvas.getByLabelText('The account belongs to'), 'A person')
  await userEvent.type(canvas.getByLabelText('First name'), 'Ada')
})
export const UnitedStatesCompany = asking(storyForms.unitedStates, async (canvas) => {
  await userEvent.selectOptions(canvas.getByLabelText('The account belongs to'), 'A company')
  expect(canvas.queryByLabelText('First name')).toBeNull()
  await userEvent.type(canvas.getByLabelText('Company name'), 'Analytical Engines')
})
export const SavedAccount = asking(storyForms.saved)
export const Email = asking(storyForms.email)

/** Sent without answers: each says what is missing, and the first has the focus. */
export const Corrections = asking(storyForms.sepa, async (canvas) => {
  await userEvent.type(canvas.getByLabelText('BIC'), 'COBA')
  await send(canvas)
  expect(canvas.getByLabelText('IBAN')).toHaveFocus()
})

/** The server knows better. */
export const RefusedAtField = asking(storyForms.mexico, undefined, {
  error: new OfframpError({
    code: 'invalid_request',
    message: 'The CLABE is not valid.',
    action: 'Check its 18 digits: the last one does not fit the others.',
    details: { field: 'values.clabe' },
  }),
})
export const Refused = asking(storyForms.mexico, undefined, {
  error: new OfframpError({
    code: 'provider_unavailable',
    message: 'The provider cannot be reached right now.',
    action: 'Try again in a moment.',
  }),
})
export const PriceChanged = asking(storyForms.priceChanged)
export const Sending = asking(storyForms.mexico, undefined, { sending: true })

export const Dark: Story = { ...UnitedStatesPerson, globals: { theme: 'dark' } }
export const DarkCorrections: Story = { ...Corrections, globals: { theme: 'dark' } }
export const DarkPriceChanged: Story = { ...PriceChanged, globals: { theme: 'dark' } }
export const RightToLeft: Story = { ...Corrections, globals: { direction: 'rtl' } }
export const RightToLeftPriceChanged: Story = { ...PriceChanged, globals: { direction: 'rtl' } }

/** An app's own interface: the hook asks, the form draws. */
function OwnInterface() {
  const [step, setStep] = useState<SessionStep | null>(null)
  const session = useOfframpSession({ mutation: { onSuccess: (made) => setStep(made.step) } })
  if (step?.kind === 'form')
    return (
      <OfframpForm
        step={step}
        sending={session.isPending}
        error={session.error}
        onSubmit={(values) => session.mutate({ orderId: step.orderId, values })}
      />
    )
  if (step) return <p>The next step: {step.kind}</p>
  return (
    <button type="button" onClick={() => session.mutate({ orderId: storyOrderId })}>
      Sell
    </button>
  )
}

const afterEmail: Record<string, OfframpSession> = {
  email: storyForms.saved,
  payTo: storyForms.mexico,
  clabe: { kind: 'deposit', orderId: storyOrderId },
}

export const InAnAppsOwnInterface: StoryObj = {
  render: () => (
    <StoryFrame
      resumed
      backend={{
        session: () => storyForms.email,
        afterForm: (values) => afterEmail[Object.keys(values)[0] ?? ''] ?? storyForms.email,
      }}
    >
      <OwnInterface />
    </StoryFrame>
  ),
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name: 'Sell' }, patient))
    await userEvent.type(await canvas.findByLabelText('E-mail', {}, patient), 'ada@example.org{Enter}')
    await userEvent.selectOptions(await canvas.findByLabelText('Pay to', {}, patient), 'new')
    await send(canvas)
    await userEvent.type(await canvas.findByLabelText('CLABE', {}, patient), '014680260346007120{Enter}')
    await canvas.findByText('The next step: deposit', {}, patient)
  },
}
