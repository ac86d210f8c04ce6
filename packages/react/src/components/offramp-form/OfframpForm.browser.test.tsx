import { OfframpError } from '@offrampkit/core'
import type { FormAnswers } from '@offrampkit/core/api'
import { cleanup, render, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { arabic } from '../../messages/ar/source.ts'
import { en } from '../../messages/en.ts'
import { saleBench } from '../../testing/saleBench.tsx'
import { type StoryForm, storyForms } from '../../testing/storyForms.ts'
import { OfframpForm, type OfframpFormProps } from './OfframpForm.tsx'

beforeEach(() => page.viewport(375, 800))
afterEach(cleanup)

const clabe = '014680260346007120'
const refusal = (field?: string) =>
  new OfframpError({
    code: 'invalid_request',
    message: 'The CLABE is not valid.',
    action: 'Check its 18 digits.',
    ...(field === undefined ? {} : { details: { field } }),
  })

/** The form on a page, and what it has handed on. */
async function drawn(step: StoryForm, props: Partial<OfframpFormProps> = {}) {
  const bench = saleBench()
  const sent: FormAnswers[] = []
  const app = (now: StoryForm, more: Partial<OfframpFormProps>) =>
    bench.wrapped(<OfframpForm step={now} onSubmit={(values) => sent.push(values())} {...props} {...more} />)
  const { rerender, container } = render(app(step, {}))
  const form = await screen.findByRole<HTMLFormElement>('form', { name: step.title })
  return { sent, form, container, next: (now: StoryForm, more = {}) => rerender(app(now, more)) }
}

const input = (label: string) => screen.getByLabelText<HTMLInputElement>(label)
const button = () => screen.getByRole<HTMLButtonElement>('button')
/** What is read out after a control's name. */
const describes = (control: Element) =>
  (control.getAttribute('aria-describedby') ?? '')
    .split(' ')
    .map((id) => document.getElementById(id)?.textContent)
    .join(' ')

describe('a question', () => {
  test('has a label, a hint and the keyboard that helps, and the browser neither keeps nor corrects it', async () => {
    await drawn(storyForms.mexico)
    expect(describes(input('CLABE'))).toMatch(/^18 digits/)
    expect(input('CLABE')).toMatchObject({ required: true, inputMode: 'numeric', autocomplete: 'off' })
    expect(input('CLABE').spellcheck).toBe(false)
    // A value that is cut off would be another account.
    expect(input('CLABE').hasAttribute('maxlength')).toBe(false)
    screen.getByText(en.form.allNeeded)
  })

  test('that may be left out says so in words', async () => {
    await drawn(storyForms.unitedStates)
    screen.getByText(en.form.someOptional)
    expect(input('State (optional)').required).toBe(false)
  })

  test('stands in a group with those of its kind', async () => {
    await drawn(storyForms.sepa)
    const group = screen.getByRole('group', { name: 'Account holder' })
    expect(group.tagName).toBe('FIELDSET')
    expect(group.contains(input('The account belongs to'))).toBe(true)
    expect(group.contains(input('IBAN'))).toBe(false)
  })

  test('is asked for as long as another has the answer that it depends on', async () => {
    const { sent } = await drawn(storyForms.sepa)
    for (const name of ['First name', 'Company name']) expect(screen.queryByLabelText(name)).toBeNull()
    await userEvent.selectOptions(input('The account belongs to'), 'A person')
    await userEvent.fill(input('First name'), 'Ada')
    await userEvent.selectOptions(input('The account belongs to'), 'A company')
    expect(screen.queryByLabelText('First name')).toBeNull()
    await userEvent.fill(input('Company name'), 'Engines')
    await userEvent.fill(input('IBAN'), 'DE89 3704 0044 0532 0130 00')
    await userEvent.fill(input('BIC'), ' COBADEFFXXX ')
    await userEvent.fill(input('Bank'), 'Commerzbank')
    await userEvent.click(button())
    expect(sent).toEqual([
      {
        iban: 'DE89 3704 0044 0532 0130 00',
        bic: 'COBADEFFXXX',
        bankName: 'Commerzbank',
        holderType: 'business',
        businessName: 'Engines',
        receiveAtLeast: '22.80',
      },
    ])
  })
})

test('what is agreed to is a plain statement that the button is read out with, and is sent', async () => {
  const { sent } = await drawn(storyForms.mexico)
  expect(screen.queryByRole('combobox')).toBeNull()
  expect(describes(button())).toMatch(/^You receive at least 412\.35 MXN/)
  await userEvent.fill(input('CLABE'), clabe)
  await userEvent.click(button())
  expect(sent).toEqual([{ clabe, receiveAtLeast: '412.35' }])
})

describe('answers that cannot be right', () => {
  test('are not sent: each field says why, their number is announced, and the first has the focus', async () => {
    const { sent, form } = await drawn(storyForms.sepa)
    expect(form.noValidate).toBe(true)
    await userEvent.fill(input('BIC'), 'COBA')
    await userEvent.click(input('Bank'))
    // Not while somebody is still answering.
    expect(form.querySelector('[aria-invalid="true"]')).toBeNull()
    await userEvent.click(button())
    expect(sent).toEqual([])
    expect(document.activeElement).toBe(input('IBAN'))
    expect(describes(input('IBAN'))).toContain(en.form.problems.missing('IBAN', 42))
    expect(describes(input('BIC'))).toContain(en.form.problems.pattern('BIC', 11))
    expect(screen.getByRole('status').textContent).toBe(en.form.corrections(4))
    const wrong = [...form.querySelectorAll('[aria-invalid="true"]')].map((one) => one.getAttribute('name'))
    expect(wrong).toEqual(['iban', 'bic', 'bankName', 'holderType'])
  })

  test('are told until they are corrected, without taking the focus away', async () => {
    await drawn(storyForms.sepa)
    await userEvent.click(button())
    await userEvent.click(input('Bank'))
    await userEvent.keyboard('C')
    expect(input('Bank').getAttribute('aria-invalid')).toBe('false')
    expect(input('IBAN').getAttribute('aria-invalid')).toBe('true')
    expect(document.activeElement).toBe(input('Bank'))
    await userEvent.click(button())
    expect(document.activeElement).toBe(input('IBAN'))
  })

  test('too long is told, and never cut', async () => {
    await drawn(storyForms.mexico)
    await userEvent.fill(input('CLABE'), `${clabe}1234567`)
    await userEvent.click(button())
    expect(describes(input('CLABE'))).toContain(en.form.problems.too_long('CLABE', 24))
    expect(input('CLABE').value).toBe(`${clabe}1234567`)
  })
})

describe('what the server refuses', () => {
  test('stands at the field that it names, which has the focus, until that is changed', async () => {
    const { next, form } = await drawn(storyForms.mexico)
    next(storyForms.mexico, { error: refusal('values.clabe') })
    expect(describes(input('CLABE'))).toContain('The CLABE is not valid. Check its 18 digits.')
    expect(document.activeElement).toBe(input('CLABE'))
    expect(form.querySelector('[role="alert"]')).toBeNull()
    await userEvent.keyboard('0')
    expect(describes(input('CLABE'))).not.toContain('not valid')
  })

  test('stands above the button where it names none that is asked', async () => {
    const { next } = await drawn(storyForms.mexico)
    for (const error of [refusal(), refusal('values.iban')]) {
      next(storyForms.mexico, { error })
      expect(screen.getByRole('alert').textContent).toContain('The CLABE is not valid.')
      expect(screen.getByRole('alert').textContent).toContain('invalid_request')
    }
  })

  test('is told again when it is refused again', async () => {
    const error = refusal('values.clabe')
    const { next } = await drawn(storyForms.mexico)
    next(storyForms.mexico, { error })
    await userEvent.keyboard('1')
    next(storyForms.mexico, { error, sending: true })
    expect(describes(input('CLABE'))).not.toContain('not valid')
    button().focus()
    next(storyForms.mexico, { error, sending: false })
    expect(describes(input('CLABE'))).toContain('not valid')
    expect(document.activeElement).toBe(input('CLABE'))
  })
})

describe('a price that fell', () => {
  test('is told with what was agreed to and what it is now, and is agreed to anew; the account stays', async () => {
    const { sent, next } = await drawn(storyForms.mexico)
    await userEvent.fill(input('CLABE'), clabe)
    await userEvent.click(button())
    next(storyForms.priceChanged)
    const notice = screen.getByRole('group', { name: en.form.changed.title })
    expect(document.activeElement).toBe(notice)
    expect(notice.textContent).toMatch(/You agreed to at leastMX\$412\.35Now at leastMX\$405\.10/)
    expect(notice.textContent).toMatch(/Nothing was made and nothing was sent/)
    expect(input('CLABE').value).toBe(clabe)
    expect(button().textContent).toBe(en.form.agree)
    expect(sent).toHaveLength(1)
    await userEvent.click(button())
    expect(sent[1]).toEqual({ clabe, receiveAtLeast: '405.10' })
  })

  test('is told as such without figures, too', async () => {
    const { changed: _, ...step } = storyForms.priceChanged
    await drawn(step)
    screen.getByRole('group', { name: en.form.changed.title })
  })
})

test('another form begins empty, also where it asks by the same names', async () => {
  const { next } = await drawn(storyForms.mexico)
  await userEvent.fill(input('CLABE'), clabe)
  next({ ...storyForms.mexico, title: 'Another account' })
  expect(input('CLABE').value).toBe('')
  await userEvent.fill(input('CLABE'), clabe)
  next({ ...storyForms.mexico, title: 'Another account', orderId: 'of-another-sale-2026' })
  expect(input('CLABE').value).toBe('')
})

test('the same form stays as it was filled in, however often an app makes its step anew', async () => {
  const { next } = await drawn(storyForms.mexico)
  await userEvent.fill(input('CLABE'), clabe)
  next(structuredClone(storyForms.mexico))
  expect(input('CLABE').value).toBe(clabe)
})

test('while the answers are under way nothing is sent twice, and the button keeps the focus', async () => {
  const { sent, next } = await drawn(storyForms.mexico)
  await userEvent.fill(input('CLABE'), clabe)
  await userEvent.click(button())
  next(storyForms.mexico, { sending: true })
  expect(document.activeElement).toBe(button())
  expect(button().getAttribute('aria-busy')).toBe('true')
  // One that is disabled loses it in most browsers.
  expect(button().disabled).toBe(false)
  expect(input('CLABE').readOnly).toBe(true)
  await userEvent.keyboard('{Enter}')
  await userEvent.click(input('CLABE'))
  await userEvent.keyboard('{Enter}')
  expect(sent).toHaveLength(1)
})

test('it is filled in and sent with the keyboard alone', async () => {
  const { sent } = await drawn(storyForms.saved)
  await userEvent.tab()
  expect(document.activeElement).toBe(input('Pay to'))
  await userEvent.keyboard('G')
  await userEvent.tab()
  expect(document.activeElement).toBe(button())
  await userEvent.keyboard('{Enter}')
  expect(sent).toEqual([{ payTo: 'receiver:rec-1', receiveAtLeast: '412.35' }])
})

test.each(['ltr', 'rtl'])('nothing sticks out of a narrow page, %s', async (direction) => {
  document.documentElement.dir = direction
  try {
    for (const form of Object.values(storyForms)) {
      const { container } = await drawn(form)
      await userEvent.click(button())
      expect(container.scrollWidth).toBeLessThanOrEqual(document.documentElement.clientWidth)
      expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(375)
      cleanup()
    }
  } finally {
    document.documentElement.removeAttribute('dir')
  }
})

test('digits keep their order where the form reads from right to left, whatever the page does', async () => {
  const { config } = saleBench({ config: { messages: arabic } })
  await drawn(storyForms.mexico, { config })
  await userEvent.fill(input('CLABE'), '014 680 2603')
  expect(input('CLABE').matches(':dir(ltr)')).toBe(true)
  expect(getComputedStyle(button()).direction).toBe('rtl')
})

test('a form in English reads from left to right in a page that does not', async () => {
  document.documentElement.dir = 'rtl'
  try {
    await drawn(storyForms.mexico)
    expect(getComputedStyle(button()).direction).toBe('ltr')
  } finally {
    document.documentElement.removeAttribute('dir')
  }
})

test('code that cannot be loaded is asked for again by a click', async () => {
  const load = vi.fn().mockRejectedValueOnce(new Error('offline')).mockResolvedValue(en)
  const bench = saleBench()
  const messages = { ...bench.config.messages, load }
  render(
    bench.wrapped(
      <OfframpForm
        step={storyForms.mexico}
        onSubmit={() => undefined}
        config={{ ...bench.config, messages }}
      />,
    ),
  )
  await userEvent.click(await screen.findByRole('button', { name: messages.button.failedToLoad }))
  await waitFor(() => input('CLABE'))
})
