import { cancelOrder } from './cancelOrder.ts'
import { continueSession } from './continueSession.ts'
import { createOrder } from './createOrder.ts'
import { createSession } from './createSession.ts'
import { findDeposit } from './findDeposit.ts'
import { getOptions } from './getOptions.ts'
import { getOrder } from './getOrder.ts'
import { getQuote } from './getQuote.ts'
import { getQuotes } from './getQuotes.ts'
import { listOrders } from './listOrders.ts'
import { receiveWebhook } from './receiveWebhook.ts'
import { reportDeposit } from './reportDeposit.ts'
import { reserveDeposit } from './reserveDeposit.ts'
import type { RouteTable } from './route.ts'
import { watchOrder } from './watchOrder.ts'

/** One function for each row of core's `routes`: a new row there is a type error here. */
export const routeTable: RouteTable = {
  getOptions,
  getQuote,
  getQuotes,
  createOrder,
  listOrders,
  getOrder,
  watchOrder,
  createSession,
  continueSession,
  cancelOrder,
  reserveDeposit,
  reportDeposit,
  findDeposit,
  receiveWebhook,
}
