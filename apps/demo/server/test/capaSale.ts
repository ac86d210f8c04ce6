import type { OfframpSession } from '@offrampkit/core/api'
import { capa, memoryCapaUsers } from '@offrampkit/providers/capa/server'
import { hookOf, startSellerApp, type World } from './sellerApp.ts'

type Form = Extract<OfframpSession, { kind: 'form' }>

export const units = 25_000_000n

/** What the form promises, to be agreed to. */
export const promised = (form: Form): string =>
  form.fields.find((field) => field.name === 'receiveAtLeast')?.options?.[0]?.value ?? ''

/** The answers of somebody with a Mexican account who agrees to the price shown. */
export const bankValues = (form: Form) => ({ clabe: '014680260346007120', receiveAtLeast: promised(form) })

/** A seller's app with Capa on Base, paying pesos. */
export async function startCapaSale(world: World) {
  const app = await startSellerApp(world, (sandbox, network) => {
    sandbox.control.capa.setWebhookUrl('main', hookOf('capa'))
    return capa({
      apiKey: sandbox.capa.key,
      environment: 'staging',
      baseUrl: sandbox.url,
      users: memoryCapaUsers(),
      webhookSecrets: [sandbox.capa.webhookSecret],
      networks: { BASE: network },
    })
  })
  const { backend, sandbox } = app
  const capaControl = sandbox.control.capa

  /** A new order and the page of its identity check. */
  async function identified() {
    const request = { asset: 'USDC', amount: '25', cashoutCurrency: 'MXN', country: 'MX' }
    const orderId = await app.order('capa', 'capa/api', request)
    const first = await backend.createSession({ orderId })
    if (first.kind !== 'form' || first.fields[0]?.name !== 'email')
      throw new Error('Expected the e-mail form.')
    const check = await app.answer(orderId, { email: 'ada@example.com' })
    if (check.kind !== 'open') throw new Error(`The identity check is ${check.kind}.`)
    return { orderId, url: check.url }
  }

  /** Presses a button of the page of an identity check. */
  const decide = (url: string, decision: 'approve' | 'reject' | 'review') =>
    fetch(url, { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' })

  /** Up to the form that asks for the bank account. */
  async function asked() {
    const { orderId, url } = await identified()
    await decide(url, 'approve')
    const form = await backend.createSession({ orderId })
    if (form.kind !== 'form') throw new Error(`The bank account is ${form.kind}.`)
    return { orderId, form }
  }

  /** From the order to a deposit instruction that the browser would sign. */
  async function ordered() {
    const { orderId, form } = await asked()
    const session = await app.answer(orderId, bankValues(form))
    if (session.kind !== 'deposit') throw new Error(`The answer to the bank account is ${session.kind}.`)
    return orderId
  }

  /** The order as the stand-in has it; fails when it has none, or several. */
  function sold() {
    const [only, second] = capaControl.orders()
    if (!only || second) throw new Error('Expected one order at Capa.')
    return only
  }

  return {
    ...app,
    identified,
    decide,
    asked,
    ordered,
    sold,
    /** Time enough for a payout and for everybody to have heard of it. */
    async settle() {
      for (const ms of [5_000, 5_000, 60_000]) await app.pass(ms)
    },
    /** Base units of every transfer that ever reached the order's address. */
    arrived: () => app.arrivedAt(sold().depositAddress),
  }
}
