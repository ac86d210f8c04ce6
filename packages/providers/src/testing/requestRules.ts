import { isOfframpError } from '@offrampkit/core'
import { isAbout, quoteSchema } from '@offrampkit/core/api'
import type { SellRequest } from '@offrampkit/core/order'
import { type Bench, counting, ifPriceless, must } from './bench.ts'
import type { ProviderRules } from './rule.ts'

/** What `checkRequest` says to a request: the code of its error, or `null` where it takes it. */
function refusal({ under, create }: Bench, changes: Partial<SellRequest>): string | null {
  const { asked, fetch } = counting(under.upstream(null).fetch)
  const told = JSON.stringify(changes)
  let code: string | null = null
  try {
    create(fetch).checkRequest(under.order.flow, { ...under.order.request, ...changes })
  } catch (error) {
    must(isOfframpError(error), `an OfframpError for ${told}; thrown was ${String(error)}`)
    code = error.code
  }
  must(asked.length === 0, `nothing to be asked of them for ${told}; ${asked[0]?.url} was`)
  return code
}

function refused(bench: Bench, changes: Partial<SellRequest>, ...codes: readonly string[]): void {
  const code = refusal(bench, changes)
  const wanted = codes.join(' or ')
  must(codes.includes(code ?? ''), `${wanted} for ${JSON.stringify(changes)}; it was ${code ?? 'taken'}`)
}

/** What a provider takes, what it refuses, and what it offers. */
export const requestRules: ProviderRules = {
  'a sale that it serves is taken, and nothing is asked': {
    advice: 'Let `checkRequest` return for what the flow can serve; it makes no call.',
    check(bench) {
      const code = refusal(bench, {})
      must(code === null, `the request of the order to be taken; it was refused with ${code}`)
    },
  },

  'an unknown asset or network is refused before anything is asked': {
    advice:
      'Look the asset up with `registry.require`, and the network in your own table; never default either.',
    check(bench) {
      for (const asset of ['NOSUCHCOIN', '', 'usdc ', 'constructor', '__proto__'])
        refused(bench, { asset }, 'unknown_asset')
      for (const network of ['eip155:999999999', 'eip155:', 'nowhere:1', 'constructor:__proto__'] as const)
        refused(bench, { network }, 'unsupported_network', 'unknown_asset')
    },
  },

  'an amount that is not exact is refused before anything is asked': {
    advice: 'Read the amount with `parseAmount(amount, asset.decimals)`, which never rounds.',
    check(bench) {
      const { registry, order } = bench.under
      const { decimals } = registry.require(order.request.network, order.request.asset)
      const tooFine = `1.${'0'.repeat(decimals)}1`
      const odd = ['0', '0.0', '-1', '+1', '', ' 1', '1e5', '1,000', '.5', '5.', '0x10', 'NaN', '٢٥', '01']
      for (const amount of [...odd, tooFine]) refused(bench, { amount }, 'invalid_amount')
    },
  },

  'a quote is about the sale, at the time of the clock that was handed in': {
    advice: 'Answer with what the request sells and how it is paid; take the time from `context.now`.',
    async check({ under, create }) {
      const { request } = under.order
      const provider = create(under.upstream(null).fetch)
      const ask = () => provider.getQuote(request, {})
      const quote = await ask().catch(ifPriceless)
      if (quote === undefined) return
      must(quoteSchema.safeParse(quote).success, 'a quote as core defines it, amounts as decimal text')
      must(quote.provider === provider.id, `a quote of ${provider.id}; it is of ${quote.provider}`)
      must(
        provider.flows.some(({ id }) => id === quote.flow),
        `a flow of its own; it is ${quote.flow}`,
      )
      must(isAbout(quote, request), `the sale that was asked for; it is ${JSON.stringify(quote.sell)}`)
      must(quote.receive.currency === request.cashoutCurrency, `${request.cashoutCurrency} to be paid`)
      must(quote.quotedAt === under.now, `quotedAt to be ${under.now}; it is ${quote.quotedAt}`)
    },
  },

  'options name configured assets alone': {
    advice: 'Leave out what `registry.bySymbol` does not know: it could not be sent.',
    async check({ under, create }) {
      const provider = create(under.upstream(null).fetch)
      const { country, subdivision } = under.order.request
      const place = { country, ...(subdivision === undefined ? {} : { subdivision }) }
      const options = await provider.getOptions({ provider: provider.id, ...place }, {})
      must(options.provider === provider.id, `options of ${provider.id}; they are of ${options.provider}`)
      must(options.assets.length > 0, 'at least one asset, so that this rule looks at something')
      for (const { network, symbol } of options.assets)
        must(under.registry.bySymbol(network, symbol) !== null, `no ${symbol} on ${network}`)
    },
  },
}
