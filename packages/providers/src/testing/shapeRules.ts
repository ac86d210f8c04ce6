import type { ServerProvider } from '@offrampkit/core/provider'
import { type Bench, must } from './bench.ts'
import type { ProviderRules } from './rule.ts'

const none: typeof globalThis.fetch = async () => new Response('{}')

function flowOf({ under: { order } }: Bench, provider: ServerProvider) {
  const flow = provider.flows.find(({ id }) => id === order.flow)
  must(flow !== undefined, `the flow ${order.flow} of the order among its flows`)
  return flow
}

/** What a provider says about itself. */
export const shapeRules: ProviderRules = {
  'its flows are named after it, and each has rules': {
    advice: 'Name each flow `<provider>/<flow>`, and put its rules under that name.',
    check({ create }) {
      const { id, flows, rules } = create(none)
      must(/^[a-z][a-z0-9-]*$/.test(id), `a name in small letters; it is ${id}`)
      must(flows.length > 0, 'at least one flow')
      must(new Set(flows.map((flow) => flow.id)).size === flows.length, 'each flow once')
      for (const flow of flows) {
        must(flow.provider === id, `${flow.id} to belong to ${id}; it says ${flow.provider}`)
        must(flow.id.startsWith(`${id}/`), `${flow.id} to be named after ${id}`)
        must(rules[flow.id] !== undefined, `rules for ${flow.id}`)
      }
    },
  },

  'the address is frozen, and sending ends before they stop waiting': {
    advice:
      'Freeze `to`, ask for `to` and `amount`, name the states that wait, and give `marginMs` some minutes.',
    check({ create }) {
      for (const [flow, rules] of Object.entries(create(none).rules)) {
        must(rules.frozen.includes('to'), `${flow} to freeze the address`)
        must(rules.required.includes('to'), `${flow} to ask for an address`)
        must(rules.required.includes('amount'), `${flow} to ask for an amount`)
        must(
          rules.marginMs >= 30_000,
          `${flow} to keep half a minute at least; it keeps ${rules.marginMs} ms`,
        )
        must(rules.states.length > 0, `${flow} to name a state in which they wait`)
        const ended = rules.states.filter((state) => state !== 'waiting' && state !== 'pending')
        must(ended.length === 0, `${flow} to pay only rows that wait, and none that is ${ended.join(', ')}`)
      }
    },
  },

  'what it declares, it can do': {
    advice: 'Write the method, or take the capability back: the interface believes what is declared.',
    check({ create }) {
      const provider = create(none)
      const { flows, rules, webhook } = provider
      const needs = (able: boolean, has: boolean, what: string) =>
        must(able === has, able ? `${what}, as a flow declares` : `no ${what}, as no flow declares it`)
      const some = (holds: (flow: (typeof flows)[number]) => boolean) => flows.some(holds)
      needs(
        some((f) => f.capabilities.confirm === 'api'),
        !!provider.confirmDeposit,
        'confirmDeposit',
      )
      needs(
        some((f) => f.capabilities.cancel),
        !!provider.cancelOrder,
        'cancelOrder',
      )
      needs(
        some((f) => f.capabilities.open.includes('form')),
        !!provider.continueSession,
        'continueSession',
      )
      needs(
        some((f) => f.news.webhook !== 'none'),
        !!webhook,
        'webhook',
      )
      for (const { id, capabilities, news, sender } of flows) {
        const inBody = webhook?.verification.kind === 'rsa-pss-member'
        must(
          news.webhook === 'none' || (news.webhook === 'signed_body') === inBody,
          `${id} to say where the signature of its webhooks is; it says ${news.webhook}`,
        )
        const { instructionFrom } = capabilities
        must(instructionFrom !== 'webhook' || news.webhook !== 'none', `${id} to have webhooks`)
        must(instructionFrom !== 'poll' || news.poll, `${id} to be polled`)
        const compares = (rules[id]?.sender ?? 'must_equal') === 'must_equal'
        must(sender !== 'must_match' || compares, `${id} to compare the sender, as it declares`)
      }
    },
  },

  'the suite was handed what it needs': {
    advice: 'Fill in `ProviderUnderTest`: what is not handed in is not checked.',
    check(bench) {
      const { under, create, payable } = bench
      const provider = create(none)
      const { capabilities } = flowOf(bench, provider)
      must(payable !== '', 'a status among `statuses` that means that they wait for the deposit')
      must(
        Object.values(under.statuses).includes('paid'),
        'a status among `statuses` that means that they paid',
      )
      must(under.ownWords.length > 0, '`ownWords`')
      must(under.secrets.length > 0, '`secrets`')
      const short = under.secrets.filter((secret) => secret.length < 6)
      must(short.length === 0, 'secrets of six characters at least, so that they are found by search')
      if (capabilities.instructionFrom === 'create')
        must(under.upstream(null).made !== undefined, '`made` of the stand-in: this flow makes orders there')
      if (capabilities.open.includes('form')) must((under.values ?? []).length > 0, '`values` for its form')
      if (provider.webhook) must(under.webhook !== undefined, '`webhook`')
      const first = Object.values(under.webhook?.statuses ?? { none: 'waiting' })[0] ?? 'none'
      must(
        (under.order.rules.states as readonly string[]).includes(first),
        `the first of \`webhook.statuses\` to mean that they wait; it means ${first}`,
      )
    },
  },
}
