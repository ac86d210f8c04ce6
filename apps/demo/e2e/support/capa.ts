import { expect, type Locator, type Page } from '@playwright/test'
import { Dapp } from './dapp.ts'
import { test as base } from './test.ts'

/** The dApp where Capa is the provider: a form, a page about who you are, and another form. */
export class CapaDapp extends Dapp {
  /** Connects, signs in, and chooses pesos in Mexico. */
  async arriveInMexico(): Promise<void> {
    await this.arrive('/?provider=capa')
    await this.live('MX')
    await expect(this.page.getByTestId('currency')).toHaveValue('MXN')
    await expect(this.button).toBeEnabled()
  }

  /** Clicks the kit's button and tells an e-mail address, as somebody whom Capa does not know yet does. */
  async introduce(): Promise<void> {
    await this.button.click()
    await this.tellEmail()
  }

  async tellEmail(): Promise<void> {
    await this.panel.getByRole('textbox', { name: 'E-mail' }).fill('ada@example.com')
    await this.action('Continue').click()
  }

  /** Capa's page that asks who you are, in whatever window it is shown. */
  identityPage(): Promise<Page> {
    return this.window('/capa/kyc/')
  }

  /** Up to the form that asks for the bank account. */
  async identify(): Promise<void> {
    await this.introduce()
    await (await this.identityPage()).getByTestId('kyc-approve').click()
    // Nothing comes by waiting: they are told to go on.
    await this.shows('preparing')
    await this.askForBank()
  }

  /** The way on that the panel offers, where the next step is a click of the user's. */
  get onwards(): Locator {
    return this.action(/^(Continue with|Open again)/)
  }

  async askForBank(): Promise<void> {
    await this.onwards.click()
    await expect(this.clabe).toBeVisible()
  }

  get clabe(): Locator {
    return this.panel.getByRole('textbox', { name: 'CLABE' })
  }

  /** Tells the bank account, and agrees to the price by that. */
  async tellBank(): Promise<void> {
    await this.clabe.fill('014680260346007120')
    await this.action(/ontinue$/).click()
  }

  /** From the button to an order that can be reviewed. */
  override async order(): Promise<void> {
    await this.identify()
    await this.tellBank()
    await this.shows('order_ready')
  }
}

/** A test with a whole demo to itself, and Capa, which loses no time, to sell through. */
export const test = base.extend<{ sale: CapaDapp }>({
  sale: async ({ page, demo, sandbox }, use) => {
    await sandbox.post('/capa/settings', { payoutAfterMs: 1000, pennyTestAfterMs: 300 })
    await use(new CapaDapp(page, demo, sandbox))
  },
})
