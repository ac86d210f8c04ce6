import type { Refuse } from './errors.ts'
import { success } from './exact-json.ts'
import type { CapaDelivery, CapaWebhooks } from './webhooks.ts'

const STATUS: Record<CapaDelivery['state'], string> = {
  waiting: 'PENDING',
  held: 'PENDING',
  delivered: 'SENT',
  dropped: 'NOT_SENT',
  'gave-up': 'FAILED',
}

const row = (d: CapaDelivery) => ({ id: d.id, event: d.event, status: STATUS[d.state], payload: d.payload })

/** `/webhook-notifications` of the changelog of 2026-04-19; only the statuses' names are documented. */
export function createNotifications(ctx: { webhooks: CapaWebhooks; refuse: Refuse }) {
  const of = (partner: string) => ctx.webhooks.list().filter((d) => d.partner === partner)

  return {
    list(partner: string): Response {
      const data = of(partner).map(row).reverse()
      return success({ count: data.length, data })
    },
    show(id: string, partner: string): Response {
      const found = of(partner).find((d) => d.id === id)
      return found === undefined ? ctx.refuse('notFound') : success(row(found))
    },
    retry(id: string, partner: string): Response {
      const found = of(partner).find((d) => d.id === id)
      if (found === undefined) return ctx.refuse('notFound')
      ctx.webhooks.again(found)
      return success(row(found))
    },
  }
}
