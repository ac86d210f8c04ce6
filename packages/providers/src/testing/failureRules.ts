import { isOfframpError } from '@offrampkit/core'
import { type Bench, type BenchCall, counting, must, settle } from './bench.ts'
import { oddFetches } from './oddAnswers.ts'
import type { ProviderRules } from './rule.ts'

type Fetch = typeof globalThis.fetch

/** More answers than any call needs: a call that goes on asking would never end. */
const mostAnswers = 30

const errorStatuses = [400, 401, 403, 404, 409, 418, 422, 429, 500, 502, 503]

/** The calls, each over a stand-in in which its row stands. */
const callsOf = (bench: Bench): readonly BenchCall[] =>
  bench.calls(bench.create(bench.under.upstream(null).fetch))

/** Everything that a value says to somebody who prints it, causes included. */
function printed(value: unknown, depth = 0): string {
  if (!(value instanceof Error)) return JSON.stringify(value) ?? ''
  const { message, stack, cause } = value
  const json = isOfframpError(value) ? JSON.stringify(value.toJSON()) : ''
  const inner = cause === undefined || depth > 8 ? '' : printed(cause, depth + 1)
  return [message, stack, json, JSON.stringify({ ...value }), inner].join('\n')
}

/** Answers everything by repeating what it was sent, as careless gateways do. */
const repeating =
  (status: number): Fetch =>
  async (input, init) => {
    const sent = `${String(input)} ${JSON.stringify([...new Headers(init?.headers)])} ${String(init?.body ?? '')}`
    const words = { code: sent, errorCode: sent, errorType: sent, reason: sent, id: sent, token: sent }
    const body = {
      ...words,
      message: sent,
      errorMessage: sent,
      error: { ...words, message: sent },
      data: [sent],
    }
    return new Response(JSON.stringify(body), { status, headers: { 'retry-after': sent.slice(0, 60) } })
  }

/** What a provider does when something is wrong. */
export const failureRules: ProviderRules = {
  'odd answers throw only typed errors': {
    advice:
      'Check every answer with a schema before anything of it is used; `provider_unreadable` if it does not fit.',
    async check(bench) {
      const { under, create } = bench
      for (const { name, status, run } of callsOf(bench)) {
        const upstream = () => under.upstream(status).fetch
        const over = (fetch: Fetch) => run(create(fetch))
        for await (const { seed, fetch } of oddFetches(under, upstream, over, 2))
          await settle(() => over(fetch), `${name}, seed ${seed}`)
      }
    },
  },

  'every error status is a typed error, and no network is one too': {
    advice: 'Look at `response.ok` before the body, and catch what `fetch` throws.',
    async check(bench) {
      const { under, create, known, payable } = bench
      const { asked, fetch } = counting(under.upstream(payable).fetch)
      await create(fetch).readOrder(known, {})
      if (asked.length === 0) return
      const genuine = await (await under.upstream(payable).fetch(asked[0]?.url ?? '')).text()
      for (const status of errorStatuses)
        for (const body of ['', '<html>', 'null', genuine]) {
          const answer: Fetch = async () => new Response(body, { status })
          const { value } = await settle(() => create(answer).readOrder(known, {}), `HTTP ${status}`)
          // They do not know it: no rows, and no failure.
          const told = status === 404 && value?.length === 0 ? undefined : value
          must(told === undefined, `HTTP ${status} to be an error; it was ${JSON.stringify(told)}`)
        }
      for (const { name, run } of callsOf(bench)) {
        const { asked: tried, fetch: offline } = counting(async () => {
          throw new TypeError('fetch failed')
        })
        const { error } = await settle(() => run(create(offline)), `${name} without a network`)
        must(tried.length === 0 || error !== undefined, `${name} without a network to be an error`)
      }
    },
  },

  'a caller who leaves is heard': {
    advice: 'Hand `call.signal` to every `fetch`, joined with your own time limit by `AbortSignal.any`.',
    async check(bench) {
      const { under, create } = bench
      for (const { name, status, run } of callsOf(bench)) {
        let more = true
        for (let nth = 1; more; nth += 1) {
          must(nth <= mostAnswers, `${name} to need fewer than ${mostAnswers} answers`)
          const caller = new AbortController()
          const inner = under.upstream(status).fetch
          let deaf = false
          const { asked, fetch } = counting(inner, async (count, input, init) => {
            if (count !== nth) return await inner(input, init)
            caller.abort()
            deaf = init?.signal?.aborted !== true
            throw new DOMException('The operation was aborted.', 'AbortError')
          })
          await settle(() => run(create(fetch), caller.signal), name)
          must(!deaf, `${name} to hand the signal to ${asked[nth - 1]?.url}`)
          more = asked.length >= nth
        }
      }
    },
  },

  'no secret leaves it': {
    advice:
      'Never put into a session, an event or an error what a header or an answer holds; keep their text to yourself.',
    async check(bench) {
      const { under, create } = bench
      const mustHide = (text: string, where: string) => {
        const found = under.secrets.findIndex(
          (secret) => text.includes(secret) || text.includes(encodeURIComponent(secret)),
        )
        must(found < 0, `${where}: nothing secret; it says number ${found + 1} of \`secrets\``)
      }
      for (const { name, status, run } of callsOf(bench)) {
        mustHide(printed(await run(create(under.upstream(status).fetch))), name)
        for (const code of [200, ...errorStatuses]) {
          const { value, error } = await settle(() => run(create(repeating(code))), name)
          mustHide(
            `${printed(value)} ${printed(error)}`,
            `${name} when they repeat what they are sent, ${code}`,
          )
        }
      }
      for (const word of Object.keys(under.webhook?.statuses ?? {})) {
        const delivery = await under.webhook?.deliver(word)
        const { webhook } = create(under.upstream(null).fetch)
        const { value, error } = await settle(
          async () => webhook?.parse(new TextEncoder().encode(delivery?.body), under.now),
          word,
        )
        mustHide(`${printed(value)} ${printed(error)}`, `the webhook ${word}`)
      }
    },
  },
}
