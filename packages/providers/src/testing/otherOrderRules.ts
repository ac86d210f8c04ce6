import { bindDeposit } from '@offrampkit/core/deposit'
import type { Order, OrderEvent } from '@offrampkit/core/order'
import { type Bench, counting, must } from './bench.ts'
import { instructionOf, mustLeadNowhere } from './readingRules.ts'
import type { ProviderRules } from './rule.ts'
import { sell } from './sessionRules.ts'

const bound = ({ under, heard }: Bench, events: readonly OrderEvent[], of: Order) =>
  bindDeposit(heard(events, of), under.registry, under.now)

/** What they answer to one reading, as text. */
async function answersTo({ create, known }: Bench, inner: typeof globalThis.fetch): Promise<string> {
  const bodies: string[] = []
  const { fetch } = counting(inner, async (_, input, init) => {
    const response = await inner(input, init)
    bodies.push(await response.clone().text())
    return response
  })
  await create(fetch).readOrder(known, {})
  return bodies.join('\n')
}

/** That the row of `another` is what this rule needs: as payable for its own order as the first, and told as was declared. */
async function rowsOfAnother(bench: Bench): Promise<ReadonlySet<string>> {
  const { under, create, known, payable, read } = bench
  const { order, listed } = under.another
  must(order.orderId !== known.orderId, 'another order as `another`')
  const events = await create(under.upstream(null, payable).fetch).readOrder(order, {})
  const rowIds = new Set(events.flatMap((event) => (event.type === 'row' ? [event.rowId] : [])))
  must(rowIds.size === 1, `one row of \`another\` when it is asked for; there are ${rowIds.size}`)
  const { state, rejected } = bound(bench, events, order)
  const first = bound(bench, await read(payable), known)
  const why = JSON.stringify(rejected)
  must(
    state === first.state,
    `the row of \`another\` to be ${first.state} for its order; it is ${state} ${why}`,
  )
  const [beside, alone] = [under.upstream(payable, payable), under.upstream(payable)]
  const told = (await answersTo(bench, beside.fetch)) !== (await answersTo(bench, alone.fetch))
  must(
    told === listed,
    listed ? 'its row in what they answer, as `listed` says' : 'no row of it, as it is not `listed`',
  )
  return rowIds
}

/** Where the steps lead, and how many orders they make there. */
async function stepsOver(bench: Bench, ofAnother: string | undefined, theirs: ReadonlySet<string>) {
  const { under, create, call } = bench
  const standIn = under.upstream(null, ofAnother)
  const isTaken = async (rowId: string) => theirs.has(rowId)
  const { events } = await sell({ ...bench, call: { ...call, isTaken } }, create(standIn.fetch), under.order)
  const binding = bound(bench, events, under.order)
  must(
    binding.state !== 'ready' || !theirs.has(binding.instruction.rowId),
    "the steps not to lead to another order's row",
  )
  return `${binding.state}, with ${standIn.made?.() ?? 0} made there`
}

/** What a provider makes of the other orders that its user has there. */
export const otherOrderRules: ProviderRules = {
  'a row of another order neither binds nor says anything of this one': {
    advice:
      "Compare the reference or the id of each row with the order's; ask `call.isTaken` of a row that is only alike.",
    async check(bench) {
      const { under, create, known, payable, read } = bench
      const theirs = await rowsOfAnother(bench)
      const before = await read(payable)
      const { state } = bound(bench, before, known)
      for (const word of Object.keys(under.statuses)) {
        const where = `another order's row that is ${word}`
        const over = (own: string | null) => create(under.upstream(own, word).fetch).readOrder(known, {})
        mustLeadNowhere(bench, await over(null), null, where)
        const both = await over(payable)
        mustLeadNowhere(bench, both, instructionOf(bench, before), `beside ${where}`)
        const after = bound(bench, both, known)
        const why = JSON.stringify(after.rejected)
        must(after.state === state, `${state} beside ${where}, as without it; it is ${after.state} ${why}`)
      }
      const alone = await stepsOver(bench, undefined, theirs)
      const beside = await stepsOver(bench, payable, theirs)
      must(beside === alone, `the steps beside it to end ${alone}, as without it; they end ${beside}`)
    },
  },
}
