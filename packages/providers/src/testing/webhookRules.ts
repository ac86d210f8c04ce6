import type { Order, RowEvent } from '@offrampkit/core/order'
import type { ServerProvider, WebhookNews } from '@offrampkit/core/provider'
import { verifyWebhook } from '@offrampkit/core/webhook'
import { type Bench, must, settle, unheardOf } from './bench.ts'
import { mutate, seeded } from './mutate.ts'
import { instructionOf, mustLeadNowhere } from './readingRules.ts'
import type { ProviderRules } from './rule.ts'
import type { Delivery, WebhookUnderTest } from './underTest.ts'

type Webhook = NonNullable<ServerProvider['webhook']>

interface Desk {
  webhook: Webhook
  given: WebhookUnderTest
  /** Their word for a row that waits. */
  first: string
  /** The bytes that a delivery proves. */
  signed(delivery: Delivery, at?: number): Promise<Uint8Array>
  /** Whether nothing of it is believed. */
  refuses(delivery: Delivery, at?: number): Promise<boolean>
}

const bytes = (text: string) => new TextEncoder().encode(text)
const textOf = (data: Uint8Array) => new TextDecoder().decode(data)

/** `null` where the provider has none; that it may have none is another rule. */
function deskOf({ under, create }: Bench): Desk | null {
  const { webhook } = create(async () => new Response('{}'))
  const given = under.webhook
  if (!webhook || !given) return null
  const signed: Desk['signed'] = async ({ headers, body }, at = under.now) => {
    const request = { headers: new Headers(headers), rawBody: bytes(body) }
    return (await verifyWebhook(webhook.verification, request, at)).signed
  }
  const refuses: Desk['refuses'] = async (delivery, at) =>
    await signed(delivery, at).then(
      () => false,
      () => true,
    )
  return { webhook, given, first: Object.keys(given.statuses)[0] ?? '', signed, refuses }
}

const rowOf = (news: WebhookNews | null): RowEvent | undefined =>
  news?.events.find((event): event is RowEvent => event.type === 'row')

/** A delivery without its signature, wherever that stands. */
function unsigned({ verification }: Webhook, { headers, body }: Delivery): Delivery {
  if (verification.kind !== 'rsa-pss-member') {
    const left = Object.entries(headers).filter(([name]) => name.toLowerCase() !== verification.header)
    return { headers: Object.fromEntries(left), body }
  }
  const { [verification.signatureMember]: _, ...left } = JSON.parse(body) as Record<string, unknown>
  return { headers, body: JSON.stringify(left) }
}

/** How a message finds its order: by our id, or by a row that the order has. */
const isAboutOrder = ({ orderId, rowId }: WebhookNews, order: Order, rowIds: ReadonlySet<string>) =>
  orderId === order.orderId || (orderId === null && rowId !== null && rowIds.has(rowId))

/** What a provider makes of webhooks. */
export const webhookRules: ProviderRules = {
  'a genuine webhook is read': {
    advice:
      'Describe in `verification` what they sign and how; name the order by our id or their row; use `at`.',
    async check(bench) {
      const desk = deskOf(bench)
      if (!desk) return
      const { under, known, heard, read, payable } = bench
      const polled = heard(await read(payable))
      const rowIds = new Set(Object.keys({ ...known.facts.rows, ...polled.facts.rows }))
      for (const [word, state] of Object.entries(desk.given.statuses)) {
        const at = under.now + 1
        const signed = await desk.signed(await desk.given.deliver(word))
        const news = desk.webhook.parse(signed, at)
        must(news !== null, `${word} to be news about an order`)
        must(isAboutOrder(news, known, rowIds), `${word} to find its order`)
        const row = rowOf(news)
        must(row?.state === state, `${word} to be ${state}; it is ${row?.state}`)
        must(row.at === at && row.source === 'webhook', `${word} to be heard then, from a webhook`)
        const told = JSON.stringify([news.events, news.signedAlone])
        for (const own of under.ownWords) must(!told.includes(own), `no ${own} in the events of ${word}`)
        const believed = news.confirmByRead ? news.signedAlone : news.events
        if (!believed || word !== desk.first) continue
        must(instructionOf(bench, believed) !== null, `${word} to bind: nothing is read to confirm it`)
      }
    },
  },

  'an unsigned, forged, changed or old webhook is refused': {
    advice: 'Configure the keys that are theirs and no other, and the tolerance that they document.',
    async check(bench) {
      const desk = deskOf(bench)
      if (!desk) return
      const { under } = bench
      const genuine = await desk.given.deliver(desk.first)
      const signed = textOf(await desk.signed(genuine))
      must(await desk.refuses(unsigned(desk.webhook, genuine)), 'one without a signature to be refused')
      must(
        await desk.refuses(await desk.given.forge(desk.first)),
        'one signed with another key to be refused',
      )
      const step = Math.max(1, Math.floor(genuine.body.length / 60))
      for (let at = 0; at < genuine.body.length; at += step) {
        const other = genuine.body[at] === '7' ? '8' : '7'
        const body = `${genuine.body.slice(0, at)}${other}${genuine.body.slice(at + 1)}`
        const proven = await desk.signed({ ...genuine, body }).then(textOf, () => signed)
        must(proven === signed, `one with another character at ${at} to be refused`)
      }
      if (desk.webhook.verification.kind !== 'hook0') return
      must(await desk.refuses(genuine, under.now + 3_600_000), 'one of an hour ago to be refused')
    },
  },

  'odd signed bytes throw only typed errors, and lead nowhere else': {
    advice: 'A signature proves who wrote it, not that it is well formed: check it with a schema as well.',
    async check(bench) {
      const desk = deskOf(bench)
      if (!desk) return
      const { under } = bench
      const genuine = textOf(await desk.signed(await desk.given.deliver(desk.first)))
      const parse = (text: string) =>
        settle(async () => desk.webhook.parse(bytes(text), under.now), text.slice(0, 80))
      const intact = instructionOf(bench, (await parse(genuine)).value?.events ?? [])
      for (let seed = 1; seed <= (under.mutations ?? 300); seed += 1) {
        const { value } = await parse(mutate(genuine, seeded(seed)))
        for (const told of [value?.events, value?.signedAlone])
          mustLeadNowhere(bench, told ?? [], intact, `seed ${seed}`)
      }
      const odd = await settle(
        async () => desk.webhook.parse(Uint8Array.of(0xff, 0xfe), under.now),
        'no text',
      )
      must(odd.value?.events === undefined, 'nothing to be read from bytes that are no text')
    },
  },

  'an unknown word in a webhook neither advances nor fails': {
    advice: 'Answer `null` or an event whose state is `unknown`; do not throw, and do not guess.',
    async check(bench) {
      const desk = deskOf(bench)
      if (!desk) return
      const signed = await desk.signed(await desk.given.deliver(unheardOf))
      const { value, error } = await settle(
        async () => desk.webhook.parse(signed, bench.under.now),
        unheardOf,
      )
      must(error === undefined, `a word that nobody knows to be read; thrown was ${String(error)}`)
      mustLeadNowhere(bench, value?.events ?? [], null, unheardOf)
    },
  },

  'what must not be kept of a webhook is left out': {
    advice:
      'Write `keep`: names and bank details are left out of what is stored, and the rest parses as before.',
    async check(bench) {
      const desk = deskOf(bench)
      if (!desk) return
      const { webhook, given } = desk
      const signed = await desk.signed(await given.deliver(desk.first))
      const kept = webhook.keep?.(signed) ?? signed
      for (const text of given.personal) {
        must(textOf(signed).includes(text), `${text} in what they send, so that leaving it out is seen`)
        must(!textOf(kept).includes(text), `${text} to be left out of what is kept`)
      }
      const before = JSON.stringify(webhook.parse(signed, bench.under.now))
      must(JSON.stringify(webhook.parse(kept, bench.under.now)) === before, 'what is kept to say the same')
      for (const odd of [Uint8Array.of(0xff, 0xfe), bytes(''), bytes('null'), bytes('{"a":[[')]) {
        const { error } = await settle(async () => webhook.keep?.(odd), 'keep')
        must(error === undefined, `keep not to throw; it threw ${String(error)}`)
      }
    },
  },
}
