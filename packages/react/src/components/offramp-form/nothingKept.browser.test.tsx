import { OfframpError } from '@offrampkit/core'
import type { OfframpSession } from '@offrampkit/core/api'
import { dehydrate } from '@tanstack/react-query'
import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { useOfframpSession } from '../../hooks/useOfframpSession.ts'
import type { SessionStep } from '../../order/sessionStep.ts'
import { kept, realBench } from '../../testing/kept.ts'
import { panelAt, renderButton, type SaleBench } from '../../testing/saleBench.tsx'
import { storyForms } from '../../testing/storyForms.ts'
import { storyOrderId } from '../../testing/storyWorld.ts'
import { OfframpForm } from './OfframpForm.tsx'

const clabe = '014680260346007120'
const consoles = ['log', 'info', 'warn', 'error', 'debug'] as const
const said: unknown[][] = []

beforeEach(() => {
  said.length = 0
  for (const name of consoles)
    vi.spyOn(console, name).mockImplementation((...words: unknown[]) => void said.push(words))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
  localStorage.clear()
  sessionStorage.clear()
})

const refusal = new OfframpError({
  code: 'invalid_request',
  message: 'The CLABE is not valid.',
  details: { field: 'values.clabe' },
})

/** Answers that are refused, then meet a price that fell, and then are taken. */
function moodyBench(): SaleBench {
  const answers: (OfframpSession | OfframpError)[] = [
    refusal,
    storyForms.priceChanged,
    { kind: 'deposit', orderId: storyOrderId },
  ]
  return realBench({
    backend: {
      session: () => storyForms.mexico,
      afterForm() {
        const next = answers.shift()
        if (!next || next instanceof OfframpError) throw next ?? new Error('asked too often')
        return next
      },
    },
  })
}

/** Looks into everything at once: also what a persister of queries would write down. */
async function everything(bench: SaleBench): Promise<string> {
  return (
    (await kept(bench, said)) +
    JSON.stringify(dehydrate(bench.queries, { shouldDehydrateMutation: () => true }))
  )
}
const took = (bench: SaleBench) =>
  bench.calls.filter(({ name }) => name === 'continueSession').map(({ parameters }) => parameters)

async function answerThrice(
  bench: SaleBench,
  within_: () => ReturnType<typeof within>,
  done: () => Promise<unknown>,
) {
  fireEvent.input(await within_().findByLabelText('CLABE'), { target: { value: clabe } })
  expect(await everything(bench)).not.toContain(clabe)
  fireEvent.click(within_().getByRole('button', { name: 'Continue' }))
  await within_().findByText(/is not valid/)
  expect(await everything(bench)).not.toContain(clabe)
  fireEvent.click(within_().getByRole('button', { name: 'Continue' }))
  fireEvent.click(await within_().findByRole('button', { name: 'Agree and continue' }))
  await done()
  // The look finds what is kept on purpose, so it would find the account.
  const text = await everything(bench)
  expect(text).toContain(storyOrderId)
  expect(text).not.toContain(clabe)
  const values = (receiveAtLeast: string) => ({ orderId: storyOrderId, values: { clabe, receiveAtLeast } })
  expect(took(bench)).toEqual([values('412.35'), values('412.35'), values('405.10')])
  // In no input either, hidden or not.
  expect([...document.querySelectorAll('input')].map(({ value }) => value)).not.toContain(clabe)
}

test('the button’s form keeps a bank account nowhere: while it is typed, refused, asked again, and taken', async () => {
  const bench = moodyBench()
  renderButton(bench)
  fireEvent.click(screen.getByRole('button', { name: /cash out/i }))
  const panel = await panelAt('form')
  await answerThrice(
    bench,
    () => within(panel),
    () => waitFor(() => expect(panel.dataset.screen).not.toBe('form')),
  )
})

function Own() {
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
  return (
    <button type="button" onClick={() => session.mutate({ orderId: storyOrderId })}>
      {step?.kind ?? 'Sell'}
    </button>
  )
}

test('an app’s own page with the form and the hook keeps it nowhere either, also not in the cache of mutations', async () => {
  const bench = moodyBench()
  localStorage.setItem('app', storyOrderId)
  bench.backend.tell({ type: 'opened', at: 1, source: 'server' })
  render(bench.wrapped(<Own />))
  fireEvent.click(screen.getByRole('button', { name: 'Sell' }))
  await answerThrice(
    bench,
    () => screen,
    () => screen.findByRole('button', { name: 'deposit' }),
  )
  expect(bench.queries.getMutationCache().getAll().length).toBeGreaterThan(0)
})
