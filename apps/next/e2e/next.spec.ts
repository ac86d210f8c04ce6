import { test as base, expect, type Page } from '@playwright/test'
import { type RunningNext, startNext } from './startNext.ts'

/** One Next for all tests of a file: what one of them leaves behind must not reach another one. */
const test = base.extend<
  { said: string[] },
  { next: RunningNext; sandbox: (path: string, body: unknown) => Promise<void> }
>({
  next: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs
    async ({}, use) => {
      const next = await startNext('start')
      await use(next)
      await next.stop()
    },
    { scope: 'worker' },
  ],
  sandbox: [
    async ({ next }, use) => {
      await use(async (path, body) => {
        const response = await fetch(`${next.sandboxUrl}/control${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(body),
        })
        expect(response.ok).toBe(true)
      })
    },
    { scope: 'worker' },
  ],
  /** Whatever the page complained about: React tells a mismatch as an error that it recovered from. */
  said: async ({ page }, use) => {
    const said: string[] = []
    page.on('pageerror', (error) => said.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') said.push(message.text())
    })
    await use(said)
  },
})

// In one worker, in this order: Next and its chains are started once.
test.describe.configure({ mode: 'default' })

const button = (page: Page) => page.locator('.ofk-button')
const wallet = (page: Page) => page.getByRole('button', { name: /0xf39F/i })

/** The page draws by itself now: wagmi has looked for wallets, which it does only there. */
async function isAlive(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: /Connect wallet|0xf39F/i })).toBeEnabled()
  await page.waitForFunction(() =>
    Object.keys(document.querySelector('.ofk-button') ?? {}).some((key) => key.startsWith('__reactProps')),
  )
}

async function html(next: RunningNext, headers: Record<string, string>): Promise<string> {
  const response = await fetch(next.url, { headers })
  expect(response.status).toBe(200)
  return await response.text()
}

test('the button is in what the server sends, in the language and theme that the reader wants', async ({
  next,
}) => {
  const plain = await html(next, {})
  expect(plain).toMatch(/<html lang="en">/)
  expect(plain).toMatch(/<button lang="en" dir="ltr"[^>]*class="ofk-button"[^>]*>Cash out<\/button>/)
  const arabic = await html(next, { 'accept-language': 'en;q=0.4, ar-EG', cookie: 'theme=dark' })
  expect(arabic).toMatch(/<html lang="en" data-theme="dark">/)
  expect(arabic).toMatch(/<button lang="ar-EG" dir="rtl"[^>]*>سحب الأموال<\/button>/)
})

test('many requests at once: each reader has their own language', async ({ next }) => {
  const wanted = [
    ['es-MX', 'dir="ltr"'],
    ['ar', 'dir="rtl"'],
    ['tr', 'dir="ltr"'],
    ['zh-CN', 'dir="ltr"'],
  ] as const
  const alone = await Promise.all(wanted.map(([tag]) => html(next, { 'accept-language': tag })))
  const shown = (text: string) => /class="ofk-button"[^>]*>([^<]+)</.exec(text)?.[1]
  expect(new Set(alone.map(shown)).size).toBe(wanted.length)
  const many = await Promise.all(
    Array.from({ length: 24 }, (_, at) =>
      html(next, { 'accept-language': wanted[at % wanted.length]?.[0] ?? '' }),
    ),
  )
  for (const [at, text] of many.entries()) {
    const [tag, direction] = wanted[at % wanted.length] ?? wanted[0]
    expect(text).toContain(`<button lang="${tag}" ${direction}`)
    expect(shown(text)).toBe(shown(alone[at % wanted.length] ?? ''))
  }
})

for (const { name, ...context } of [
  { name: 'in the light' },
  { name: 'in the dark', colorScheme: 'dark' },
  { name: 'in Arabic', locale: 'ar-EG' },
] as const)
  test.describe(name, () => {
    test.use(context)
    test(`the page takes over what the server drew without a word, ${name}`, async ({ page, next, said }) => {
      await page.goto(next.url)
      await isAlive(page)
      expect(said).toEqual([])
    })
  })

test('one click starts a sale; reloaded in its middle, the page takes the order up without a word', async ({
  page,
  next,
  sandbox,
  said,
}) => {
  await sandbox('/wallet', { answer: 'approve' })
  const elsewhere: string[] = []
  page.context().on('request', (request) => {
    const { hostname } = new URL(request.url())
    if (hostname !== 'localhost' && hostname !== '127.0.0.1') elsewhere.push(request.url())
  })
  await page.goto(next.url)
  await page.getByRole('button', { name: 'Connect wallet' }).click()
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText('No cash-outs yet')).toBeVisible()

  const popup = page.waitForEvent('popup')
  await button(page).click()
  const provider = await popup
  await provider.getByTestId('hosted-sign-in').click()
  await expect(page.locator('dialog[data-screen]')).toHaveAttribute('data-screen', 'at_provider')
  await page.keyboard.press('Escape')

  // Dark, in another language, with an open order in the storage, and a wallet that has to be found again.
  await page.getByRole('combobox', { name: 'Language' }).selectOption('ar')
  await expect(button(page)).toHaveAttribute('dir', 'rtl')
  await page.getByRole('button', { name: 'Light / dark' }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  expect(said).toEqual([])
  const drawn = await page.request.get(next.url)
  expect(await drawn.text(), 'the server knows the account, and nothing of an order').toMatch(
    /0xf39F[\s\S]*>سحب الأموال</i,
  )
  await page.reload()
  await isAlive(page)
  await expect(wallet(page)).toBeVisible()
  await expect(button(page)).toHaveAttribute('data-resumes', '')
  await expect(page.locator('.ofk-history')).toHaveAttribute('data-state', 'listed')
  expect(said).toEqual([])
  expect(elsewhere).toEqual([])
})
