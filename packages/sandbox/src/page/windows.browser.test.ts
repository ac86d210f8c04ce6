import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { takeOverWindows } from './windows.ts'

const sandboxUrl = 'http://localhost:1'
let asked: string[]
let pages: Record<string, () => Response>
let left: ReturnType<typeof vi.fn<(url: string, close: () => void) => void>>
let end: () => void

const html = (body: string, headers: Record<string, string> = {}) =>
  new Response(`<!doctype html><link rel="stylesheet" href="/a.css"><script src="/x.js"></script>${body}`, {
    headers,
  })
const to = (location: string) => new Response(null, { status: 303, headers: { location } })

beforeEach(() => {
  asked = []
  left = vi.fn()
  pages = {
    '/a.css': () => new Response('p { color: rgb(1, 2, 3) }'),
    '/start': () => to('/form'),
    '/form': () =>
      html('<p>Form</p><form method="post"><input name="who" value="ada"><button name="go" value="on">Go'),
    '/plain': () => html('<p>Plain</p><a href="/form">On</a>'),
  }
  const fetchPage = async (input: RequestInfo | URL, init?: RequestInit) => {
    const { pathname } = new URL(String(input))
    asked.push([init?.method ?? 'GET', pathname, init?.body ?? ''].join(' ').trim())
    const page = pages[pathname]
    if (!page) throw new TypeError('Failed to fetch')
    return init?.method === 'POST' ? to('http://localhost:7/back?order=1') : page()
  }
  end = takeOverWindows({ sandboxUrl, fetch: fetchPage, onLeave: left })
})
afterEach(() => end())

const dialogs = () => [...document.querySelectorAll<HTMLDialogElement>('[data-testid="sandbox-window"]')]
const pageOf = (dialog: HTMLDialogElement | undefined) => dialog?.querySelector('iframe')?.contentDocument
const shows = (text: string) =>
  vi.waitFor(() => expect(pageOf(dialogs().at(-1))?.querySelector('p')?.textContent).toContain(text))

/** As the kit does: blank in the click, the address later. */
function openLater(url: string) {
  const opened = window.open('about:blank', '_blank', 'popup') as Window
  opened.opener = null
  opened.location.replace(url)
  return opened
}

test('redirects are followed, styles are there and scripts are not, a form is posted, the app is told', async () => {
  const opened = openLater(`${sandboxUrl}/start`)
  await shows('Form')
  const page = pageOf(dialogs()[0])
  expect(getComputedStyle(page?.querySelector('p') as Element).color).toBe('rgb(1, 2, 3)')
  expect(page?.querySelector('script')).toBeNull()
  page?.querySelector('button')?.click()
  await vi.waitFor(() => expect(left).toHaveBeenCalled())
  expect(left.mock.calls[0]?.[0]).toBe('http://localhost:7/back?order=1')
  expect(asked.filter((one) => one !== 'GET /a.css')).toEqual([
    'GET /start',
    'GET /form',
    'POST /form who=ada&go=on',
  ])
  expect(opened.closed).toBe(false)
  left.mock.calls[0]?.[1]()
  expect(opened.closed).toBe(true)
  expect(dialogs()).toEqual([])
})

test('whoever opened it sees that its user closed it', async () => {
  const opened = openLater(`${sandboxUrl}/form`)
  await shows('Form')
  dialogs()[0]?.querySelector('button')?.click()
  expect(opened.closed).toBe(true)
  expect(dialogs()).toEqual([])
})

test('a page that cuts the tie looks closed to its opener, stays open, and goes when all ends', async () => {
  const severing = { 'cross-origin-opener-policy': 'same-origin' }
  pages['/cut'] = () => html('<p>Cut</p>', severing)
  const opened = openLater(`${sandboxUrl}/cut`)
  await shows('Cut')
  expect(opened.closed).toBe(true)
  opened.close()
  expect(dialogs()).toHaveLength(1)
  end()
  expect(dialogs()).toEqual([])
})

test('a named window is opened once, links are followed in it, and what cannot be reached says so', async () => {
  const first = window.open(`${sandboxUrl}/plain`, 'wallet')
  await shows('Plain')
  expect(window.open(`${sandboxUrl}/plain`, 'wallet')).toBe(first)
  expect(dialogs()).toHaveLength(1)
  await vi.waitFor(() => expect(asked.filter((one) => one === 'GET /plain')).toHaveLength(2))
  await shows('Plain')
  pageOf(dialogs()[0])?.querySelector('a')?.click()
  await shows('Form')
  first?.location.replace(`${sandboxUrl}/nowhere`)
  await shows('cannot be reached')
})

test('a dialog that the page opens afterwards does not cover it', async () => {
  openLater(`${sandboxUrl}/form`)
  await shows('Form')
  const panel = document.body.appendChild(document.createElement('dialog'))
  panel.showModal()
  const onTop = () => document.elementFromPoint(innerWidth / 2, innerHeight / 2)
  await vi.waitFor(() => expect(dialogs()[0]?.contains(onTop())).toBe(true))
  panel.remove()
})

test('other addresses are left to the browser, and everything once it is over', () => {
  end()
  const browserOpen = vi.spyOn(window, 'open').mockReturnValue(null)
  const over = takeOverWindows({ sandboxUrl, fetch, onLeave: left })
  window.open('https://example.com/', '_blank', 'popup')
  expect(browserOpen).toHaveBeenCalledExactlyOnceWith('https://example.com/', '_blank', 'popup')
  over()
  expect(window.open).toBe(browserOpen)
  browserOpen.mockRestore()
})
