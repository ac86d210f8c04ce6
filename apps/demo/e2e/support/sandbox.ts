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

/** What the sandbox knows about one sale at Partna. */
export interface SandboxRamp {
  reference: string
  status: string
  fromAmount: string
  toAmount: string
  paymentAddress: string
  earlierAddresses: string[]
  sendingAddress: string
  transactionHash: string
  outcome: string | null
  reason: string | null
}

/** What the sandbox knows about one sale at Capa. */
export interface SandboxCapaOrder {
  id: string
  userId: string
  status: string
  chain: string
  cryptoAmount: string
  fiatAmount: string
  depositAddress: string
  depositHash: string | null
  executed: boolean
  executedHash: string | null
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
    return only(await this.orders(), 'order')
  }

  ramps(): Promise<SandboxRamp[]> {
    return this.get('/partna/ramps')
  }

  capaOrders(): Promise<SandboxCapaOrder[]> {
    return this.get('/capa/orders')
  }

  /** The one sale at Partna; fails when there are none or several. */
  async onlyRamp(): Promise<SandboxRamp> {
    return only(await this.ramps(), 'sale at Partna')
  }

  /** The one sale at Capa; fails when there are none or several. */
  async onlyCapaOrder(): Promise<SandboxCapaOrder> {
    return only(await this.capaOrders(), 'sale at Capa')
  }

  /** Every address on a local chain that any provider ever named, and first of all the one that has to be paid. */
  async depositAddresses(): Promise<string[]> {
    const [orders, ramps, sales] = await Promise.all([this.orders(), this.ramps(), this.capaOrders()])
    const confirmedFirst = [...orders].sort((a, b) => Number(b.confirmed) - Number(a.confirmed))
    const named = [
      ...confirmedFirst.map((order) => order.depositAddress),
      ...ramps.flatMap((ramp) => [...ramp.earlierAddresses, ramp.paymentAddress]),
      ...sales.map((sale) => sale.depositAddress),
    ]
    return [...new Set(named.filter((address) => address.startsWith('0x')).map((one) => one.toLowerCase()))]
  }

  /** How a provider's webhooks fare, each way once: `delivered 200` is one that was taken at the first try. */
  async webhookFates(provider: 'coinbase' | 'partna' | 'capa'): Promise<string[]> {
    const path = provider === 'coinbase' ? '/webhooks' : `/${provider}/webhooks`
    const told = await this.get<{ state: string; statuses: (number | 'unreachable')[] }[]>(path)
    return [...new Set(told.map(({ state, statuses }) => [state, ...statuses].join(' ')))]
  }

  wallet(persona: Record<string, unknown>): Promise<unknown> {
    return this.post('/wallet', persona)
  }
}

function only<value>(found: readonly value[], what: string): value {
  const [first, ...others] = found
  if (first === undefined || others.length > 0)
    throw new Error(`Expected one ${what}, found ${found.length}.`)
  return first
}
