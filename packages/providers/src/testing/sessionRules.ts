import type { FormField } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { type Order, statusOf } from '@offrampkit/core/order'
import type { ServerProvider, SessionResult } from '@offrampkit/core/provider'
import { type Bench, counting, freshMarks, must, settle, someHash } from './bench.ts'
import type { ProviderRules } from './rule.ts'

type Fetch = typeof globalThis.fetch

/** Goes through the steps as a user does, answering its forms. */
async function sell({ under, call }: Bench, provider: ServerProvider, order: Order): Promise<SessionResult> {
  const events = []
  let result = await provider.createSession(order, call)
  events.push(...result.events)
  for (const values of under.values ?? []) {
    if (result.session.kind !== 'form' || !provider.continueSession) break
    result = await provider.continueSession(order, values, call)
    events.push(...result.events)
  }
  return { session: result.session, events }
}

function mustBeUsable({ session }: SessionResult, provider: ServerProvider): void {
  if (session.kind === 'open') {
    must(URL.canParse(session.url), 'a URL that can be opened')
    const { protocol, hostname } = new URL(session.url)
    const local = hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.localhost')
    must(protocol === 'https:' || local, `an https URL; it begins with ${protocol}`)
    must(session.modes.length > 0, 'a way of opening it')
    must(!session.modes.includes('form'), 'ways of opening a page; `form` is none')
  }
  if (session.kind !== 'form') return
  must(provider.continueSession !== undefined, 'continueSession to take the answers')
  must(session.fields.length > 0, 'a question in the form')
  const names = session.fields.map(({ name }) => name)
  must(new Set(names).size === names.length, `each name once; they are ${names.join()}`)
  for (const field of session.fields) mustBeAsked(field)
}

function mustBeAsked({ name, label, type, options, pattern }: FormField): void {
  must(name !== '' && label.trim() !== '', `a name and a label for each question; ${name} lacks one`)
  must(type !== 'select' || (options ?? []).length > 0, `options for ${name}`)
  let readable = true
  try {
    new RegExp(pattern ?? '', 'v')
  } catch {
    readable = false
  }
  must(readable, `a regular expression as the pattern of ${name}; it is ${pattern}`)
}

/** Orders at the provider after the sale was tried twice, the first time with one thing gone wrong. */
async function madeAfter(
  bench: Bench,
  spoil: (fetch: Fetch) => Fetch,
  again: 'after' | 'beside',
): Promise<number> {
  const { under, create } = bench
  const standIn = under.upstream(null)
  const marks = freshMarks()
  const first = () => settle(() => sell(bench, create(spoil(standIn.fetch), marks), under.order), 'at first')
  const second = () => settle(() => sell(bench, create(standIn.fetch, marks), under.order), 'once more')
  if (again === 'beside') await Promise.all([first(), second()])
  else {
    await first()
    await second()
  }
  return standIn.made?.() ?? 0
}

/** Does what the nth call asks, and loses the answer. */
const losing =
  (nth: number) =>
  (fetch: Fetch): Fetch =>
    counting(fetch, async (count, input, init) => {
      const answer = await fetch(input, init)
      if (count !== nth) return answer
      throw new TypeError('socket hang up')
    }).fetch

/** What the steps towards the deposit are. */
export const sessionRules: ProviderRules = {
  'a session can be used as it is': {
    advice:
      'Open https pages alone, in a mode that pages have; name each question once, and take the answers.',
    async check(bench) {
      const { under, create, call } = bench
      const provider = create(under.upstream(null).fetch)
      const result = await provider.createSession(under.order, call)
      mustBeUsable(result, provider)
      mustBeUsable(await sell(bench, provider, under.order), provider)
    },
  },

  'its steps lead where it declares': {
    advice:
      "With `instructionFrom: 'create'` the events of the last step must bind; else a page is opened, or there is none.",
    async check(bench) {
      const { under, create, heard } = bench
      const standIn = under.upstream(null)
      const provider = create(standIn.fetch)
      const { session, events } = await sell(bench, provider, under.order)
      const capabilities = provider.flows.find(({ id }) => id === under.order.flow)?.capabilities
      if (capabilities?.instructionFrom === 'create') {
        must(session.kind === 'deposit', `the deposit in the end; it is ${session.kind}`)
        const binding = bindDeposit(heard(events, under.order), under.registry, under.now)
        const why = JSON.stringify(binding.rejected)
        must(binding.state === 'ready', `an instruction that binds; it is ${binding.state} ${why}`)
        must(standIn.made?.() === 1, `one order at the stand-in; it counts ${standIn.made?.()}`)
      } else {
        const pages = capabilities?.open.some((mode) => mode !== 'form')
        const kind = pages ? 'open' : 'follow'
        must(session.kind === kind, `${kind}; it is ${session.kind}`)
      }
    },
  },

  'asked again, it makes no second order': {
    advice:
      'Name the order by `order.orderId`, look for what an earlier call made, or take a mark before the call.',
    async check(bench) {
      const { under, create } = bench
      const standIn = under.upstream(null)
      if (standIn.made === undefined) return
      const { asked, fetch } = counting(standIn.fetch)
      await sell(bench, create(fetch), under.order)
      const mustBeOne = (made: number, when: string) =>
        must(made <= 1, `one order ${when}; there are ${made}`)
      mustBeOne(await madeAfter(bench, (plain) => plain, 'after'), 'after two tries')
      mustBeOne(await madeAfter(bench, (plain) => plain, 'beside'), 'after two tries at once')
      for (let nth = 1; nth <= asked.length; nth += 1)
        mustBeOne(
          await madeAfter(bench, losing(nth), 'after'),
          `when answer ${nth} was lost and it was tried again`,
        )
    },
  },

  'cancelling and telling the hash reach them': {
    advice: 'Make the call, and answer with what they say of the row then.',
    async check({ under, create, known, payable, heard, read }) {
      const { asked, fetch } = counting(under.upstream(payable).fetch)
      const provider = create(fetch)
      const able = provider.flows.find(({ id }) => id === under.order.flow)?.capabilities
      if (able?.confirm === 'api' && provider.confirmDeposit) {
        await provider.confirmDeposit(known, someHash, {})
        const told = asked.some(({ url, body }) => `${url} ${body}`.includes(someHash.slice(2)))
        must(told, 'confirmDeposit to tell them the hash')
      }
      if (!able?.cancel || !provider.cancelOrder) return
      const before = asked.length
      const events = await provider.cancelOrder(known, {})
      must(asked.length > before, 'cancelOrder to ask them')
      const { kind } = statusOf(heard([...(await read(payable)), ...events]), under.now)
      must(kind === 'cancelled', `an order that is cancelled after it was; it is ${kind}`)
    },
  },
}
