import type { OfframpSession, OrderView, Reservation } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import type { AttemptView } from '@offrampkit/core/order'
import { alice, newId, registry, wish } from '../harness.ts'
import { bankId } from './bankProvider.ts'
import type { Chance } from './chance.ts'
import { type Client, createClient } from './client.ts'

/** What the users were told: the servers' promises, which must hold afterwards. */
export interface Heard {
  /** Orders that were answered for one requestId. */
  created: { userId: string; requestId: string; orderId: string }[]
  /** Orders whose deposit was said to be there. */
  deposits: string[]
  /** Attempts that were told `reserved`, and whether their device gave them up before another was asked for. */
  reserved: { orderId: string; attemptId: string; givenUp: boolean }[]
  /** Orders that were given up, with a good answer. */
  cancelled: string[]
  /** The newest version that whoever listens to an order heard. */
  versions: Map<string, number>
}

export interface Users {
  readonly heard: Heard
  /** All of their sales. */
  done: Promise<unknown>
  /** Ends their streams. */
  stop(): void
}

export interface UsersParts {
  base: string
  chance: Chance
  users: number
  ordersEach: number
  /** The coins of an order were sent. */
  onSent: (orderId: string) => void
}

export function startUsers({ base, chance, users, ordersEach, onSent }: UsersParts): Users {
  const heard: Heard = { created: [], deposits: [], reserved: [], cancelled: [], versions: new Map() }
  const over = new AbortController()
  let sent = 0

  async function sale(client: Client, userId: string): Promise<void> {
    const requestId = newId()
    const body = { requestId, provider: bankId, request: wish, sender: alice.addresses[0] }
    const twice = <value>(work: () => Promise<value>) => Promise.all([work(), work()])
    const [made] = await twice(async () => {
      const said = await client.call<OrderView>('createOrder', {}, body)
      if (!said.ok) throw new Error(`createOrder answered ${said.code}.`)
      heard.created.push({ userId, requestId, orderId: said.value.orderId })
      return said.value
    })
    const { orderId } = made
    const path = { orderId }
    const hear = (version: number) =>
      heard.versions.set(orderId, Math.max(version, heard.versions.get(orderId) ?? 0))
    void client.listen(orderId, hear, over.signal)

    const devices = twice(() => reachDeposit(client, orderId))
    if (chance.happens(0.15)) {
      const said = await client.call('cancelOrder', path)
      if (said.ok) heard.cancelled.push(orderId)
    }
    await devices
    const read = await client.call<OrderView>('getOrder', path)
    if (!read.ok || read.value.status.kind !== 'awaiting_deposit') return
    const winner = await reserve(client, read.value)
    if (!winner || chance.happens(0.15)) return
    const txHash = `0x${(++sent).toString(16).padStart(64, '0')}`
    await twice(() => client.call('reportDeposit', { ...path, attemptId: winner }, { phase: 'hash', txHash }))
    onSent(orderId)
    await client.call('getOrder', path)
  }

  /** Opens the order and answers its form, as a page does whose user tries again. */
  async function reachDeposit(client: Client, orderId: string): Promise<void> {
    await client.call('createSession', { orderId })
    const said = await client.call<OfframpSession>('continueSession', { orderId }, { values: {} })
    if (said.ok && said.value.kind === 'deposit') heard.deposits.push(orderId)
  }

  /** Two devices at once; at times the one that may send gives up, and asks again with another attempt. */
  async function reserve(client: Client, order: OrderView): Promise<string | null> {
    const { orderId } = order
    const ask = async (): Promise<string | null> => {
      const attempt = attemptFor(order)
      const said = await client.call<Reservation>('reserveDeposit', { orderId }, { attempt })
      if (!said.ok || said.value.status !== 'reserved') return null
      heard.reserved.push({ orderId, attemptId: attempt.attemptId, givenUp: false })
      return attempt.attemptId
    }
    const winner = (await Promise.all([ask(), ask(), ask()])).find((attemptId) => attemptId !== null) ?? null
    if (!winner || !chance.happens(0.3)) return winner
    const dead = { phase: 'dead', proof: 'P3' }
    const said = await client.call('reportDeposit', { orderId, attemptId: winner }, dead)
    for (const one of heard.reserved) if (said.ok && one.attemptId === winner) one.givenUp = true
    return await ask()
  }

  const everybody = Array.from({ length: users }, async (_, at) => {
    const client = createClient(base, `user ${at}`)
    for (let sales = 0; sales < ordersEach; sales++) await sale(client, `user ${at}`)
  })
  return { heard, done: Promise.all(everybody), stop: () => over.abort() }
}

function attemptFor(order: OrderView): AttemptView {
  const binding = bindDeposit(order, registry, order.serverNow)
  if (binding.state !== 'ready') throw new Error(`Nothing can be sent: ${binding.state}.`)
  return {
    attemptId: newId(),
    phase: 'armed',
    digest: binding.instruction.digest,
    sender: order.sender,
    fromBlock: 100,
    nonce: 7,
    pin: null,
    startedAt: order.serverNow,
  }
}
