import { afterEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { english } from '../messages/english.ts'
import { openBlank } from './providerWindow.ts'

const texts = english.button
afterEach(() => vi.restoreAllMocks())

/** Answers for each call of `window.open`, in order. */
function browserThat(...answers: (Window | null | Error)[]) {
  return vi.spyOn(window, 'open').mockImplementation(() => {
    const answer = answers.shift() ?? null
    if (answer instanceof Error) throw answer
    return answer
  })
}
const featuresOf = (open: ReturnType<typeof browserThat>) => open.mock.calls.map(([, , features]) => features)
const someWindow = () =>
  ({
    opener: window,
    closed: false,
    document: document.implementation.createHTMLDocument(),
    location: { replace: vi.fn() },
    close: vi.fn(),
  }) as unknown as Window

describe('the window of the click', () => {
  test('is a real one: blank, of our origin, with a word to read and nobody to steer', async () => {
    const button = document.body.appendChild(document.createElement('button'))
    button.textContent = 'Open'
    const real = vi.spyOn(window, 'open')
    button.onclick = () => void openBlank('popup', texts)
    await userEvent.click(button)
    const opened = real.mock.results[0]?.value as Window
    expect(opened.opener).toBeNull()
    expect(opened.location.href).toBe('about:blank')
    expect(opened.document.title).toBe(texts.waitingTitle)
    expect(opened.document.body.textContent).toBe(texts.waitingBody)
    opened.close()
    button.remove()
  })

  test('loses its opener before a foreign page is in it', () => {
    const page = someWindow()
    browserThat(page)
    const opened = openBlank('auto', texts)
    expect(page.opener).toBeNull()
    opened?.navigate('https://pay.example/')
    expect(page.location.replace).toHaveBeenCalledExactlyOnceWith('https://pay.example/')
  })

  test('is navigated also where its blank page is out of reach', () => {
    const page = Object.defineProperty(someWindow(), 'document', {
      get() {
        throw new DOMException('Blocked a frame from accessing a cross-origin frame.', 'SecurityError')
      },
    })
    browserThat(page)
    openBlank('auto', texts)?.navigate('https://pay.example/')
    expect(page.location.replace).toHaveBeenCalledExactlyOnceWith('https://pay.example/')
    expect(page.opener).toBeNull()
  })

  test('tells that the user closed it', () => {
    const page = someWindow()
    browserThat(page)
    const opened = openBlank('auto', texts)
    expect(opened?.closed).toBe(false)
    Object.assign(page, { closed: true })
    expect(opened?.closed).toBe(true)
  })
})

describe('the upper rungs of the ladder', () => {
  const popup = expect.stringContaining('popup')

  test('a popup that is blocked becomes a tab', () => {
    const open = browserThat(null, someWindow())
    expect(openBlank('auto', texts)).not.toBeNull()
    expect(featuresOf(open)).toEqual([popup, ''])
  })

  test.each([
    ['null', null],
    ['an exception', new Error('window.open is not a function here')],
  ])('a browser that answers with %s opens nothing and breaks nothing', (_, answer) => {
    const open = browserThat(answer, answer)
    expect(openBlank('auto', texts)).toBeNull()
    expect(open).toHaveBeenCalledTimes(2)
  })

  test.each([
    ['popup', [popup]],
    ['tab', ['']],
    ['redirect', []],
  ] as const)('an app that wants a %s tries nothing else', (openIn, tried) => {
    const open = browserThat(null, null)
    // Blocked, or never tried.
    expect(openBlank(openIn, texts)).toBe(tried.length > 0 ? null : undefined)
    expect(featuresOf(open)).toEqual(tried)
  })

  test('no window is opened by a feature that would hide it from us', () => {
    const open = browserThat(null, null)
    openBlank('auto', texts)
    for (const features of featuresOf(open)) expect(features).not.toMatch(/noopener|noreferrer/)
  })
})
