import { bindDeposit, type DepositInstruction } from '@offrampkit/core/deposit'
import { type OrderEvent, type RowEvent, statusOf } from '@offrampkit/core/order'
import { type Bench, counting, eventsIn, must, settle, unheardOf } from './bench.ts'
import { oddFetches } from './oddAnswers.ts'
import type { ProviderRules } from './rule.ts'

/** Statuses to which nothing but an intact answer may lead. */
const advanced = new Set(['paid', 'credited', 'processing', 'received', 'failed', 'cancelled'])

/** What the events lead to: nothing that ends or advances the order, and no other deposit than the intact one. */
export function mustLeadNowhere(
  { heard, under }: Bench,
  events: readonly OrderEvent[],
  intact: DepositInstruction | null,
  where: string,
): void {
  const order = heard(events)
  const { kind } = statusOf(order, under.now)
  must(!advanced.has(kind), `${where}: an order that does not advance; it is ${kind}`)
  const binding = bindDeposit(order, under.registry, under.now)
  if (binding.state !== 'ready') return
  must(intact !== null, `${where}: nothing to be payable`)
  // One memo is as good as another; where there was none, none is needed.
  const parts =
    intact.memo === null ? (['to', 'units', 'from', 'memo'] as const) : (['to', 'units', 'from'] as const)
  for (const part of parts)
    must(
      binding.instruction[part] === intact[part],
      `${where}: ${part} ${String(intact[part])}; it became ${String(binding.instruction[part])}`,
    )
  const { network, address } = binding.instruction.asset
  must(network === intact.asset.network && address === intact.asset.address, `${where}: the same asset`)
}

/** The instruction of the payable row. */
export function instructionOf(
  { heard, under }: Bench,
  events: readonly OrderEvent[],
): DepositInstruction | null {
  const binding = bindDeposit(heard(events), under.registry, under.now)
  return binding.state === 'ready' ? binding.instruction : null
}

const rowsIn = (events: readonly OrderEvent[]) => events.filter((one): one is RowEvent => one.type === 'row')

/** What a provider makes of the rows that it reads. */
export const readingRules: ProviderRules = {
  'a payable row binds, once': {
    advice:
      'See `rejected` of `bindDeposit` for what the row lacks; the same row, read again, must say the same.',
    async check(bench) {
      const { heard, read, payable, under } = bench
      const events = await read(payable)
      const first = bindDeposit(heard(events), under.registry, under.now)
      must(first.state === 'ready', `ready; it is ${first.state} ${JSON.stringify(first.rejected)}`)
      const again = bindDeposit(heard([...events, ...(await read(payable))]), under.registry, under.now)
      must(again.state === 'ready', `ready after hearing it twice; it is ${again.state}`)
    },
  },

  'polling asks them': {
    advice: 'Let `readOrder` ask each time: an answer from memory hides what happened since.',
    async check({ under, create, known, payable }) {
      const { asked, fetch } = counting(under.upstream(payable).fetch)
      const provider = create(fetch)
      const polls = provider.flows.find(({ id }) => id === under.order.flow)?.news.poll
      await provider.readOrder(known, {})
      const first = asked.length
      await provider.readOrder(known, {})
      must(!polls || first > 0, 'a call to them, as the flow says that it is polled')
      must(!polls || asked.length > first, 'a call to them for each reading')
    },
  },

  'every status of theirs is mapped': {
    advice: 'Map each word to one of the kit, whatever else the row says.',
    async check({ under, read }) {
      for (const [word, state] of Object.entries(under.statuses)) {
        const states = rowsIn(await read(word)).map((row) => row.state)
        must(states.length === 1 && states[0] === state, `${word} to be ${state}; it is [${states.join()}]`)
      }
    },
  },

  'an unknown status neither advances nor ends an order, and is not paid': {
    advice: 'Map every other word to `unknown`; do not guess, and do not throw.',
    async check(bench) {
      const { value, error } = await settle(() => bench.read(unheardOf), unheardOf)
      must(error === undefined, `a word that nobody knows to be read; thrown was ${String(error)}`)
      mustLeadNowhere(bench, value ?? [], null, unheardOf)
    },
  },

  'what is sent is told by the row, never by the wish': {
    advice:
      'Take address, amount, asset and network from what they answered; leave out what they did not tell.',
    async check({ under, create, known, payable }) {
      const { request } = known
      const other = under.registry.assets.find(({ network }) => network !== request.network)
      const wish = { ...request, amount: `${request.amount}1`, asset: other?.symbol ?? 'OTHER' }
      const otherwise = {
        ...known,
        request: { ...wish, network: other?.network ?? 'eip155:1' },
        sender: '0x00',
      }
      const rowsOf = async (order: typeof known) =>
        rowsIn(await create(under.upstream(payable).fetch).readOrder(order, {})).map(
          ({ rowId, state, fields }) => ({ rowId, state, fields }),
        )
      const told = await rowsOf(known)
      const missing = (['to', 'amount', 'asset', 'network'] as const).filter((field) =>
        told.some(({ fields }) => fields[field] === undefined),
      )
      must(missing.length === 0, `the row to tell ${missing.join(' and ')}`)
      const changed = JSON.stringify(await rowsOf(otherwise))
      must(changed === JSON.stringify(told), `the same row whatever was wished; it became ${changed}`)
    },
  },

  'odd rows throw only typed errors, and lead nowhere else': {
    advice: 'Parse what arrives with a schema; what does not fit is `provider_unreadable`, or left out.',
    async check(bench) {
      const { under, create, known, payable } = bench
      const intact = instructionOf(bench, await bench.read(payable))
      const upstream = () => under.upstream(payable).fetch
      const run = (fetch: typeof globalThis.fetch) => create(fetch).readOrder(known, {})
      for await (const { seed, fetch } of oddFetches(under, upstream, run)) {
        const { value } = await settle(() => run(fetch), `seed ${seed}`)
        mustLeadNowhere(bench, value ?? [], intact, `seed ${seed}`)
      }
    },
  },

  'events carry the time of the clock that was handed in': {
    advice: 'Take `at` from `context.now`; no event knows the time otherwise.',
    async check({ under, create, calls }) {
      let seen = 0
      for (const { name, status, run } of calls(create(under.upstream(null).fetch)))
        for (const event of eventsIn(await run(create(under.upstream(status).fetch)))) {
          seen += 1
          must(event.at === under.now, `${name}: ${under.now}; it is ${event.at}`)
        }
      must(seen > 0, 'an event to look at')
    },
  },

  'none of their words leave it': {
    advice: 'Tell rows in the fields and states of core; drop what core has no name for.',
    async check({ under, read }) {
      for (const status of [...Object.keys(under.statuses), unheardOf]) {
        const told = JSON.stringify(await read(status))
        for (const word of under.ownWords)
          must(!told.includes(word), `no ${word} in the events of a row that is ${status}`)
      }
    },
  },
}
