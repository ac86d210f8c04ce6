import { evmChainId, evmNetwork, type NetworkId, OfframpError } from '@offrampkit/core'
import type { CreateOrderParameters } from '@offrampkit/core/api'
import type { BindRules } from '@offrampkit/core/deposit'
import { parseAmount } from '@offrampkit/core/money'
import { createId, noFacts, type Order } from '@offrampkit/core/order'
import { checkOtherAddress } from '@offrampkit/core/payment'
import type { User } from '../options.ts'
import { invalidRequest } from '../refusals.ts'
import type { Services } from '../services.ts'
import type { StoredOrder } from '../stores/store.ts'
import { dueAfter } from './due.ts'
import { requestKey } from './keys.ts'
import { ownedAccount } from './ownedAccount.ts'

/**
 * Makes an order, once per (owner, requestId). Nothing is made at the provider.
 *
 * @throws OfframpError `forbidden` when the sender is not proven to be the user's, `invalid_address`, `conflict` when the requestId was used
 *   for something else, and what the registry, the amount or the provider refuse
 */
export async function createOrder(
  services: Services,
  user: User,
  parameters: CreateOrderParameters,
): Promise<StoredOrder> {
  // One after another: only the first of many at once makes an order, and is counted as one.
  return await services.lane(`order:${user.userId}:${parameters.requestId}`, () =>
    makeOnce(services, user, parameters),
  )
}

async function makeOnce(
  services: Services,
  user: User,
  parameters: CreateOrderParameters,
): Promise<StoredOrder> {
  const { store, registry, providers, now, random } = services
  const { request, requestId } = parameters
  const sender = readSender(request.network, parameters.sender)
  const wish = { ...parameters, sender }
  const key = requestKey(user.userId, requestId)
  // First of all: what was answered once is answered again, whatever has changed since.
  const known = await store.orderByKey(key)
  if (known) return sameWish(known, wish)

  const provider = providers.require(parameters.provider)
  const flow = provider.flows.find((f) => f.id === (parameters.flow ?? provider.flows[0]?.id))
  const rules = flow && provider.rules[flow.id]
  if (!flow || !rules) throw invalidRequest('flow', 'this provider has no such flow')
  const asset = registry.require(request.network, request.asset)
  parseAmount(request.amount, asset.decimals)
  const owned = ownNetwork(sender, request.network)
  const anywhere = owned !== request.network
  const account = ownedAccount(user, { network: owned, address: sender, anywhere })
  if (!account) throw notProven()
  if (anywhere && isCompared(rules, request.network)) throw wrongKind(request.network)
  provider.checkRequest(flow.id, request)

  await services.allowances.take('orders', user.userId)
  const at = now()
  const order: Order = {
    orderId: createId(random),
    provider: provider.id,
    flow: flow.id,
    request,
    sender,
    ...(account.proven ? {} : { senderUnproven: true as const }),
    createdAt: at,
    rules,
    facts: noFacts,
  }
  const stored: StoredOrder = {
    order: { ...order, attempts: [] },
    ownerId: user.userId,
    requestId,
    version: 1,
    dueAt: dueAfter(order, at),
  }
  const outcome = await store.insertOrder(stored, [key])
  if (outcome.status === 'inserted') return stored
  const winner = await store.order(outcome.orderId)
  if (!winner) throw new Error('A key names an order that does not exist.')
  return sameWish(winner, wish)
}

/**
 * Who sends: an account on the network of the sale; or, where the provider compares no sender there, the EVM account by
 * which the user is known.
 */
function readSender(network: NetworkId, sender: string): string {
  return checkOtherAddress(ownNetwork(sender, network), sender).address
}

/** The network that an account is of: an EVM account may stand for the user of a sale on a network of another family. */
function ownNetwork(sender: string, network: NetworkId): NetworkId {
  return evmChainId(network) === null && sender.startsWith('0x') ? evmNetwork(1) : network
}

const isCompared = (rules: BindRules, network: NetworkId): boolean =>
  rules.sender !== 'ignored' && !rules.senderIgnoredOn.includes(network)

/** A repeated call gets the order that it made; a call that wants something else is told so. */
function sameWish(stored: StoredOrder, wish: CreateOrderParameters): StoredOrder {
  const { order } = stored
  const flow = wish.flow ?? order.flow
  if (fingerprint(order) === fingerprint({ ...wish, flow })) return stored
  throw new OfframpError({
    code: 'conflict',
    message: 'This requestId was already used for another order.',
    why: 'Answering with that order could sell something that was not asked for.',
    action: 'Make a new requestId for each new wish.',
    details: { field: 'requestId' },
  })
}

function fingerprint({
  provider,
  flow,
  request: r,
  sender,
}: Omit<CreateOrderParameters, 'requestId'>): string {
  const wish = [r.asset, r.network, r.amount, r.cashoutCurrency, r.country, r.subdivision, r.method]
  return JSON.stringify([provider, flow, sender, ...wish.map((part) => part ?? '')])
}

function wrongKind(network: NetworkId): OfframpError {
  return new OfframpError({
    code: 'invalid_address',
    message: 'The sending account is not one of the network that the coins are on.',
    why: 'The provider compares who sends; coins from another account may not be sold.',
    action: 'Name the account that you will send from, as the app knows it to be yours.',
    details: { network, field: 'sender' },
  })
}

function notProven(): OfframpError {
  return new OfframpError({
    code: 'forbidden',
    message: 'The sending account is not proven to be yours.',
    why: 'The provider pays whoever this order names; selling from an account of somebody else is refused.',
    action:
      'Sign in with that account, on the network that you sell on, or choose one that you signed in with.',
    details: { field: 'sender' },
  })
}
