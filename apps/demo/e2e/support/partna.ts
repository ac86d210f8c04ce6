import { expect, type Locator, type Page } from '@playwright/test'
import type { Dapp } from './dapp.ts'

/** The sale of Partna's own documents: 0.11 CUSD on Celo, paid out in Kenya. */
export const cusd = { amount: '0.11', units: 110_000_000_000_000_000n, chainId: 31339 } as const

/** The stand-in for Partna's page, in its window. It never leads back. */
export class PartnaPage {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  at(testId: string): Locator {
    return this.page.getByTestId(`partna-${testId}`)
  }

  /** Says who is paid and how. From here on the page shows where to send. */
  async fillIn(accountName = 'wanjiku'): Promise<void> {
    await this.at('accountName').fill(accountName)
    await this.at('accountNumber').fill('0700000001')
    await this.at('continue').click()
    await expect(this.at('ramp-step')).toBeVisible()
  }

  /** The deposit address, as it is shown there. */
  async address(): Promise<string> {
    return (await this.at('address').locator('[data-address]').getAttribute('data-address')) ?? ''
  }

  /** Pays from a wallet that the app does not know. */
  async payElsewhere(): Promise<void> {
    await this.at('pay-elsewhere').click()
  }
}

/** The page in Kenya, with the sale of {@link cusd} chosen. */
export async function arriveInKenya(dapp: Dapp): Promise<void> {
  await dapp.arrive()
  await dapp.live('KE')
  await dapp.choose('CUSD on Sandbox Celo', cusd.amount)
  await expect(dapp.page.getByTestId('offer-partna').getByRole('radio')).toBeChecked()
}

/** Clicks the button; the provider's page is open in its own window. */
export async function openPartna(dapp: Dapp): Promise<PartnaPage> {
  await dapp.button.click()
  return new PartnaPage(await dapp.window('/v4/pay/'))
}

/** From the button to an order that can be reviewed. */
export async function orderAtPartna(dapp: Dapp): Promise<PartnaPage> {
  const partna = await openPartna(dapp)
  await partna.fillIn()
  await dapp.shows('order_ready')
  return partna
}

/** The first click, on the network of the sale: the wallet comes from another one. */
export async function reviewOnCelo(dapp: Dapp): Promise<void> {
  await dapp.shows('order_ready')
  await dapp.action('Review deposit').click()
  await dapp.action('Switch to Sandbox Celo').click()
  await expect(dapp.send).toBeEnabled()
}
