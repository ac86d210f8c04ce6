import type { Locator, Page } from '@playwright/test'

/** The stand-in for Coinbase's page, in whatever window it is shown. */
export class Hosted {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  at(testId: string): Locator {
    return this.page.getByTestId(`hosted-${testId}`)
  }

  async signIn(): Promise<void> {
    await this.at('sign-in').click()
  }

  /** Signs in and confirms what the app asked for. The page then leads back by itself. */
  async confirm(): Promise<void> {
    await this.signIn()
    await this.at('cash-out').click()
  }

  /** Signs in, changes the amount to another one, and confirms that. */
  async confirmOther(amount: string): Promise<void> {
    await this.signIn()
    await this.at('edit').click()
    await this.at('amount').fill(amount)
    await this.at('continue').click()
    await this.at('cash-out').click()
  }
}
