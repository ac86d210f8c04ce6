import { expect, userEvent, waitFor, within } from 'storybook/test'
import type { SaleProvider } from './sales.ts'

const patient = { timeout: 30_000 }
/** Boxes inside of frames are not part of the page's own document. */
const everything = () => within(document.body)

/** The sandbox's window whose page's address holds this. */
async function windowAt(part: string) {
  return await waitFor(() => {
    const open = document.querySelectorAll<HTMLDialogElement>('[data-testid="sandbox-window"]')
    const shown = [...open].findLast((one) => one.dataset.url?.includes(part))
    const page = shown?.querySelector('iframe')?.contentDocument?.body
    if (!shown || !page) throw new Error(`No window of the sandbox shows ${part}.`)
    return { shown, page: within(page) }
  }, patient)
}

/** Clicks a button of one of the sandbox's pages. */
async function press(part: string, testId: string): Promise<void> {
  await waitFor(async () => {
    const { page } = await windowAt(part)
    page.getByTestId(testId).click()
  }, patient)
}

/** Waits until the window is closed: by its page, or by whoever opened it. */
async function gone(part: string): Promise<void> {
  await waitFor(() => {
    const open = document.querySelectorAll<HTMLElement>('[data-testid="sandbox-window"]')
    expect([...open].filter((one) => one.dataset.url?.includes(part))).toEqual([])
  }, patient)
}

/** Closes the window, as its user does. */
async function closeWindow(part: string): Promise<void> {
  const { shown } = await windowAt(part)
  await userEvent.click(within(shown).getByRole('button', { name: 'Close this window' }))
}

/** Answers the wallet's question about this. */
async function answerWallet(method: string, answer: 'approve' | 'reject'): Promise<void> {
  await waitFor(async () => {
    const { page } = await windowAt('/wallet')
    expect(page.getByTestId('wallet-request').dataset.method).toBe(method)
    page.getByTestId(`wallet-${answer}`).click()
  }, patient)
}

/** The dialog of the button, or the card. */
const panel = () => document.querySelector<HTMLElement>('dialog[data-screen], .ofk-card')

/** Waits for a stage of the kit's panel. */
export async function shows(screen: string): Promise<void> {
  await waitFor(() => expect(panel()?.dataset.screen).toBe(screen), patient)
}

export async function says(text: string): Promise<void> {
  await waitFor(() => expect(panel()?.textContent).toContain(text), patient)
}

/** What the panel says about the money. */
export const moved = () => panel()?.querySelector<HTMLElement>('[data-moved]')?.dataset.moved

async function clickInPanel(name: string | RegExp): Promise<void> {
  const button = await waitFor(() => {
    const found = within(panel() ?? document.body).getByRole('button', { name })
    expect(found).toBeEnabled()
    return found
  }, patient)
  await userEvent.click(button)
}

async function fill(name: string, text: string): Promise<void> {
  const box = await waitFor(() => within(panel() ?? document.body).getByRole('textbox', { name }), patient)
  await userEvent.type(box, text)
}

/** Connects the wallet. */
export async function connect(): Promise<void> {
  await userEvent.click(await everything().findByRole('button', { name: /^Connect the/ }, patient))
  await answerWallet('wallet_requestPermissions', 'approve')
  await gone('/wallet')
}

const atProvider: Record<SaleProvider, () => Promise<void>> = {
  async coinbase() {
    await press('/v3/sell/', 'hosted-sign-in')
    await press('/v3/sell/', 'hosted-cash-out')
  },
  /** Its page never leads back: it is closed when it has said where to send. */
  async partna() {
    await press('/v4/pay/', 'partna-continue')
    await waitFor(async () => (await windowAt('/v4/pay/')).page.getByTestId('partna-ramp-step'), patient)
    await closeWindow('/v4/pay/')
  },
  async capa() {
    await fill('E-mail', 'ada@example.com')
    await clickInPanel('Continue')
    await userEvent.click(await waitFor(() => within(panel() ?? document.body).getByRole('link'), patient))
    await press('/capa/kyc/', 'kyc-approve')
    await gone('/capa/kyc/')
    // Nothing comes by waiting: its user is told to go on.
    await shows('preparing')
    await clickInPanel(/^Continue with/)
    await fill('CLABE', '014680260346007120')
    await clickInPanel(/ontinue$/)
  },
}

/** From the button to an order that can be reviewed. */
export async function order(provider: SaleProvider): Promise<void> {
  await userEvent.click(await everything().findByRole('button', { name: /cash[- ]out/i }, patient))
  await atProvider[provider]()
  await shows('order_ready')
}

/** The same in a card: with the best price, and the hosted page by the click on it. */
export async function orderInCard(provider: SaleProvider): Promise<void> {
  await clickInPanel(/^Continue with/)
  await atProvider[provider]()
  await shows('order_ready')
}

/** From there to the wallet's question, and its answer. */
export async function send(answer: 'approve' | 'reject'): Promise<void> {
  await clickInPanel('Review deposit')
  await clickInPanel(/^Send /)
  await answerWallet('eth_sendTransaction', answer)
  await gone('/wallet')
}
