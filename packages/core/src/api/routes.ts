/** One route of our own API. Paths are relative to where the handler is mounted; `:name` is a path parameter. */
export interface Route {
  method: 'GET' | 'POST'
  path: string
  /** `user`: needs `authenticate`. `provider`: authenticated by a signature. `public`: tells nothing about anybody. */
  access: 'user' | 'provider' | 'public'
}

/**
 * Every route of `@offrampkit/server`. Quotes are POST because a quote's parameters are not worth a cache key in
 * somebody's proxy; everything that answers with an order is `no-store`.
 *
 * `watchOrder` answers with a `text/event-stream` that never tells anything about the order, only that there is a reason to
 * read it: `data: {"version":7}` at the start and after every change, and a comment every 15 s.
 */
export const routes = {
  getOptions: { method: 'GET', path: '/options', access: 'public' },
  getQuote: { method: 'POST', path: '/quotes', access: 'user' },
  getQuotes: { method: 'POST', path: '/quotes/all', access: 'user' },
  createOrder: { method: 'POST', path: '/orders', access: 'user' },
  listOrders: { method: 'GET', path: '/orders', access: 'user' },
  getOrder: { method: 'GET', path: '/orders/:orderId', access: 'user' },
  watchOrder: { method: 'GET', path: '/orders/:orderId/events', access: 'user' },
  createSession: { method: 'POST', path: '/orders/:orderId/session', access: 'user' },
  continueSession: { method: 'POST', path: '/orders/:orderId/session/values', access: 'user' },
  cancelOrder: { method: 'POST', path: '/orders/:orderId/cancel', access: 'user' },
  reserveDeposit: { method: 'POST', path: '/orders/:orderId/deposits', access: 'user' },
  reportDeposit: { method: 'POST', path: '/orders/:orderId/deposits/:attemptId', access: 'user' },
  findDeposit: { method: 'POST', path: '/orders/:orderId/deposits/:attemptId/find', access: 'user' },
  receiveWebhook: { method: 'POST', path: '/webhooks/:provider', access: 'provider' },
} as const satisfies Record<string, Route>

/** Name of a route of our API. */
export type RouteName = keyof typeof routes

/** Fills a path's parameters, each percent-encoded. */
export function pathOf(name: RouteName, parameters: Readonly<Record<string, string>> = {}): string {
  return routes[name].path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(parameters[key] ?? ''))
}
