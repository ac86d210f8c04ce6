/** What the sandbox knows about one order; see its README. */
export interface SandboxOrder {
  row: {
    transaction_id: string
    status: string
    sell_amount: { value: string; currency: string }
    tx_hash: string
  }
  ref: string
  depositAddress: string
  confirmed: boolean
  outcome: string | null
  reason: string | null
}

/** The sandbox's control API. */
export class SandboxControl {
  readonly url: string

  constructor(url: string) {
    this.url = url
  }

  async post<answer>(path: string, body: unknown = {}): Promise<answer> {
    const response = await fetch(`${this.url}/control${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as answer
  }

  async get<answer>(path: string): Promise<answer> {
    const response = await fetch(`${this.url}/control${path}`)
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
    return (await response.json()) as answer
  }

  orders(): Promise<SandboxOrder[]> {
    return this.get('/orders')
  }

  /** The one order that was placed; fails when there are none or several. */
  async onlyOrder(): Promise<SandboxOrder> {
    const orders = await this.orders()
    if (orders.length !== 1 || !orders[0]) throw new Error(`Expected one order, found ${orders.length}.`)
    return orders[0]
  }

  wallet(persona: Record<string, unknown>): Promise<unknown> {
    return this.post('/wallet', persona)
  }
}
