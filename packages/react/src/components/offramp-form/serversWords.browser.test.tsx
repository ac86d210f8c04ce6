import { OfframpError } from '@offrampkit/core'
import { cleanup, render, screen } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { createOfframpConfig } from '../../config/createOfframpConfig.ts'
import { arabic } from '../../messages/ar/source.ts'
import { saleBench } from '../../testing/saleBench.tsx'
import { type StoryForm, storyForms } from '../../testing/storyForms.ts'
import { OfframpForm } from './OfframpForm.tsx'

afterEach(cleanup)

/** The form on an Arabic page. */
async function drawn(step: StoryForm, error: OfframpError | null = null) {
  const bench = saleBench()
  const config = createOfframpConfig({ ...bench.config, messages: arabic })
  render(bench.wrapped(<OfframpForm step={step} config={config} error={error} onSubmit={() => undefined} />))
  await screen.findByRole('form', { name: step.title })
}

/** Language and direction in which this text stands. */
function saidAs(text: string) {
  const element = screen.getByText(text)
  return [element.closest('[lang]')?.getAttribute('lang'), getComputedStyle(element).direction]
}

test("a server's words are English and read from left to right, on a page of another language", async () => {
  await drawn(storyForms.mexico)
  expect(saidAs(storyForms.mexico.title)).toEqual(['en', 'ltr'])
  for (const { label, hint, options = [] } of storyForms.mexico.fields) {
    expect(saidAs(label)).toEqual(['en', 'ltr'])
    if (hint) expect(saidAs(hint)).toEqual(['en', 'ltr'])
    for (const option of options) expect(saidAs(option.label)).toEqual(['en', 'ltr'])
  }
  expect(screen.getByRole('button').closest('[lang]')?.getAttribute('lang')).toBe('ar')
})

test('a form may say that its words are of another language', async () => {
  await drawn({ ...storyForms.mexico, title: 'Adónde pagarte', lang: 'es-MX' })
  expect(saidAs('Adónde pagarte')).toEqual(['es-MX', 'ltr'])
  expect(saidAs('CLABE')).toEqual(['es-MX', 'ltr'])
})

test('why a server refused an answer is its own words, in English whatever the form is in', async () => {
  const error = new OfframpError({
    code: 'invalid_request',
    message: 'The CLABE is not valid.',
    details: { field: 'values.clabe' },
  })
  await drawn({ ...storyForms.mexico, lang: 'es-MX' }, error)
  expect(saidAs('The CLABE is not valid.')).toEqual(['en', 'ltr'])
})
