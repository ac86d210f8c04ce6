import { OfframpError } from '@offrampkit/core'
import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { en } from '../messages/en.ts'
import { nextTask, panelAt, renderButton, saleBench } from '../testing/saleBench.tsx'
import { storyForms } from '../testing/storyForms.ts'

afterEach(cleanup)

const other = 'AAAAAAAAAAAAAAAAAAAAAQ'
const refused = new OfframpError({ code: 'provider_unavailable', message: 'Not now.' })

test.each([
  ['taken', () => storyForms.mexico],
  [
    'refused',
    () => {
      throw refused
    },
  ],
])(
  'a form that was sent while another tab began an order is not put over that order: %s',
  async (_, afterForm) => {
    let release: () => void = () => undefined
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    const bench = saleBench({
      backend: {
        session: () => storyForms.mexico,
        afterForm,
        onCall: (name) => (name === 'continueSession' ? held : undefined),
      },
    })
    renderButton(bench)
    fireEvent.click(screen.getByRole('button', { name: /cash out/i }))
    const panel = await panelAt('form')
    fireEvent.change(within(panel).getByLabelText('CLABE'), { target: { value: '014680260346007120' } })
    fireEvent.click(within(panel).getByRole('button', { name: en.open.submit }))
    await waitFor(() => expect(bench.count('continueSession')).toBe(1))

    bench.storage.setItem('offrampkit.order.coinbase', `${other}+`)
    act(() => void window.dispatchEvent(new StorageEvent('storage')))
    await waitFor(() => expect(panel.dataset.screen).not.toBe('form'))
    await act(async () => {
      release()
      await nextTask()
    })
    expect(panel.dataset.screen).not.toBe('form')
    expect(within(panel).queryByRole('button', { name: en.open.submit })).toBeNull()
  },
)
