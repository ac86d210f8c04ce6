/** Someone who may cash out at a merchant. */
interface Account {
  accountName: string
  email: string
  merchant: string
  /** A registration made in the widget is completed later. */
  pending: boolean
}

/** A merchant of this environment; one webhook address each. */
export interface PartnaMerchant {
  username: string
  apiKey: string
  /** `G` may only read; the others may also sell (A1 of the documentation: G, M, N, W). */
  scope?: 'G' | 'M' | 'N' | 'W'
  webhookUrl?: string
}

/** 2 to 40 lower-case letters and digits; the OpenAPI has `john_joe`. */
const NAME = /^[a-z0-9_]{2,40}$/

/** Settings of a merchant, `GET /user/settings`. Amounts are decimal strings. */
export interface MerchantSettings {
  registrationType: 'open' | 'closed'
  cryptoPaymentSource: 'known' | 'unknown'
  feeType: 'fixed' | 'percentage'
  feeAmount: string
  feeCap: string
  feeCurrency: string
  feeAccount: string
}

const initialSettings = (): MerchantSettings => ({
  registrationType: 'open',
  cryptoPaymentSource: 'known',
  feeType: 'fixed',
  feeAmount: '0',
  feeCap: '0',
  feeCurrency: 'USD',
  feeAccount: '',
})

/** Merchants, their settings and their users' accounts. */
export function createAccounts(merchants: PartnaMerchant[]) {
  const accounts: Account[] = []
  const settings = new Map<string, MerchantSettings>()
  const urls = new Map(merchants.map((m) => [m.username, m.webhookUrl]))

  const has = (merchant: string, accountName: string) =>
    accounts.some((a) => a.merchant === merchant && a.accountName === accountName)

  return {
    isName: (text: string) => NAME.test(text),
    merchant: (username: string) => merchants.find((m) => m.username === username) ?? null,
    first: () => merchants[0] ?? null,
    webhookUrl: (username: string) => urls.get(username) ?? null,
    setWebhookUrl: (username: string, url: string | null) => void urls.set(username, url ?? undefined),
    settings(username: string): MerchantSettings {
      const known = settings.get(username) ?? initialSettings()
      settings.set(username, known)
      return known
    },
    has,
    /** `false` when it is there already. */
    create(merchant: string, accountName: string, email: string, pending: boolean): boolean {
      if (has(merchant, accountName)) return false
      accounts.push({ accountName, email, merchant, pending })
      return true
    },
    complete(merchant: string, email: string): boolean {
      const account = accounts.find((a) => a.merchant === merchant && a.email === email && a.pending)
      if (account === undefined) return false
      account.pending = false
      return true
    },
    clear() {
      accounts.length = 0
      settings.clear()
    },
  }
}

export type Accounts = ReturnType<typeof createAccounts>
