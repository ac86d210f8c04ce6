import { OfframpError } from '@offrampkit/core'
import type { FormAnswers, OrderView } from '@offrampkit/core/api'
import { type FlowId, isTerminal, type ProviderId, type SellRequest } from '@offrampkit/core/order'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { pendingRequest, requestAnswered } from '../order/pendingRequest.ts'
import { type SessionStep, toSessionStep } from '../order/sessionStep.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { type NetworkParameter, networkOf } from './sellNetwork.ts'

/** A new sale: makes its order, then the first session. */
export type NewSaleParameters = Omit<SellRequest, 'network'> &
  NetworkParameter & {
    provider: ProviderId
    flow?: FlowId | undefined
    /** The account that will send. */
    sender: string
  }

/** Answers of a form, or a function that hands them out: what a cache, log or devtool copies is then not the answers. */
export type FormValues = FormAnswers | (() => FormAnswers)

/** A new sale, a fresh session of an order, or the values of its form. */
export type CreateOfframpSessionParameters =
  | NewSaleParameters
  | { orderId: string; values?: FormValues | undefined }

export interface CreateOfframpSessionReturnType {
  /** The order that was made, or `null` when it was there before. */
  order: OrderView | null
  step: SessionStep
}
export type CreateOfframpSessionErrorType = OfframpError

/**
 * Makes an order and its next step, or the next step of an order. The id of the request is stored before the call and
 * used again after a lost answer.
 *
 * @param onOrder - called as soon as the order exists, before its session is asked for
 * @throws OfframpError the backend's; asking again is safe
 * @example
 * ```ts
 * const { step } = await createOfframpSession(config, {
 *   provider: 'coinbase', asset: 'USDC', chainId: 8453, amount: '25',
 *   cashoutCurrency: 'USD', country: 'US', subdivision: 'NY', sender,
 * })
 * if (step.kind === 'open') location.assign(step.takeUrl() ?? '/')
 * ```
 */
export async function createOfframpSession(
  config: OfframpConfig,
  parameters: CreateOfframpSessionParameters,
  onOrder?: (order: OrderView) => void | Promise<void>,
): Promise<CreateOfframpSessionReturnType> {
  const backend = await runtimeOf(config).backend()
  if ('orderId' in parameters) {
    const { orderId, values } = parameters
    if (!values) return { order: null, step: toSessionStep(await backend.createSession({ orderId })) }
    if (!backend.continueSession) throw noForms()
    const answers = typeof values === 'function' ? values() : values
    return { order: null, step: toSessionStep(await backend.continueSession({ orderId, values: answers })) }
  }
  const order = await createOrder(config, parameters)
  await onOrder?.(order)
  return { order, step: toSessionStep(await backend.createSession({ orderId: order.orderId })) }
}

async function createOrder(config: OfframpConfig, parameters: NewSaleParameters): Promise<OrderView> {
  const { provider, flow, sender, chainId, network: given, ...wish } = parameters
  const network = networkOf({ chainId, network: given })
  if (!network) throw new Error('network or chainId is required')
  const { backend, clock } = runtimeOf(config)
  const { createOrder: send } = await backend()
  const body = { provider, ...(flow ? { flow } : {}), request: { ...wish, network }, sender }
  const ask = async () => {
    const requestId = pendingRequest(config, JSON.stringify(body))
    const askedAt = clock.now()
    const order = await send({ ...body, requestId })
    requestAnswered(config, requestId)
    clock.sync(order.serverNow, askedAt)
    return order
  }
  const order = await ask()
  // An answer that was lost long ago: that order is over, and this is a new wish.
  return isTerminal(order.status) ? ask() : order
}

function noForms(): OfframpError {
  return new OfframpError({
    code: 'unsupported_operation',
    message: 'The backend cannot take the answers of a form.',
    why: 'The order stays as it is; nothing was sent.',
    action: 'Give the backend a `continueSession`, or choose another provider.',
  })
}
