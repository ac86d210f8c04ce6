import { createPartnaAdmin, partna } from '@offrampkit/providers/partna/server'
import { hookOf, startSellerApp, type World } from './sellerApp.ts'

export const units = 110_000_000_000_000_000n

/** The user's account at Partna; underscores as in the OpenAPI's sample. */
export const accountName = 'wanjiku_k'

type PartnaOptions = Parameters<typeof partna>[0]

/** A seller's app with Partna on Celo. `options` change how its adapter is configured. */
export async function startPartnaSale(world: World, options: Partial<PartnaOptions> = {}) {
  const app = await startSellerApp(world, async (sandbox, network) => {
    sandbox.control.partna.setWebhookUrl(hookOf('partna'))
    return partna({
      ...sandbox.partna,
      environment: 'staging',
      baseUrl: `${sandbox.url}/v4`,
      payUrl: `${sandbox.url}/v4/pay/offramp`,
      webhookKeys: [await sandbox.control.partna.publicKeyPem()],
      networks: { celo: network },
      ...options,
    })
  })
  const { backend, sandbox } = app
  const kenya = { asset: 'CUSD', amount: '0.11', cashoutCurrency: 'KES', country: 'KE' }

  /** The order and its page, opened and not yet filled in. */
  async function opened() {
    const orderId = await app.order('partna', 'partna/widget', kenya)
    const page = await open(orderId)
    return { orderId, page }
  }

  /** Opens the page of an order; `post` presses one of its buttons. */
  async function open(orderId: string) {
    const session = await backend.createSession({ orderId })
    if (session.kind !== 'open') throw new Error(`The session is ${session.kind}.`)
    const answer = await fetch(session.url, { redirect: 'manual' })
    const visit = answer.headers.get('location')
    if (visit === null) throw new Error(await answer.text())
    return {
      async post(fields: Record<string, string>) {
        const body = new URLSearchParams(fields)
        await fetch(sandbox.url + visit, { method: 'POST', body, redirect: 'manual' })
        await app.tick()
      },
    }
  }

  /** The order, its page filled in as its user does, and the webhook that names the address. */
  async function sold() {
    const { orderId, page } = await opened()
    const fields = { action: 'continue', accountName, mobileNetwork: 'Safaricom' }
    await page.post({ ...fields, accountNumber: '0700000001' })
    return { orderId, page }
  }

  /** The sale as the stand-in has it; fails when it has none, or several. */
  function ramp() {
    const [only, second] = sandbox.control.partna.ramps()
    if (!only || second) throw new Error('Expected one sale at Partna.')
    return only
  }

  /** An order of the flow without a page, up to its form. The account at Partna is made first, as its merchant does. */
  async function asked(request = kenya) {
    const access = { ...sandbox.partna, baseUrl: `${sandbox.url}/v4`, fetch, now: Date.now }
    await createPartnaAdmin(access).createAccount({ accountName, email: 'wanjiku@example.com' })
    const orderId = await app.order('partna', 'partna/api', request)
    const form = await backend.createSession({ orderId })
    if (form.kind !== 'form') throw new Error(`The session is ${form.kind}.`)
    return { orderId, form }
  }

  return {
    ...app,
    kenya,
    asked,
    opened,
    open,
    sold,
    ramp,
    /** Base units of every transfer that ever reached the sale's address. */
    arrived: () => app.arrivedAt(ramp().paymentAddress),
  }
}
