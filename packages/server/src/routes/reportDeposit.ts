import { isOfframpError } from '@offrampkit/core'
import { reportBodySchema } from '@offrampkit/core/api'
import { checkReport, decideReport, withoutHash } from '../deposits/report.ts'
import { tellProvider } from '../deposits/tellProvider.ts'
import { parseBody } from '../guards/body.ts'
import { loadOwnedOrder } from '../orders/loadOwned.ts'
import { viewOf } from '../orders/view.ts'
import type { Services } from '../services.ts'
import type { UserAsk } from './route.ts'

/** What became of an attempt, as the browser saw it. The hash is written down before anything else happens. */
export async function reportDeposit(ask: UserAsk, services: Services): Promise<unknown> {
  const { store, writer, providers, now } = services
  const stored = await loadOwnedOrder(store, ask.param('orderId'), ask.user.userId)
  const { orderId } = stored.order
  const { phase, proof, attested, txHash } = parseBody(reportBodySchema, ask.body)
  const report = {
    attemptId: ask.param('attemptId'),
    phase,
    ...(proof === undefined ? {} : { proof }),
    ...(attested === undefined ? {} : { attested }),
    ...(txHash === undefined ? {} : { txHash }),
  }
  checkReport(report)
  try {
    const written = await writer.change(orderId, ({ order }) => decideReport(order, report, now()))
    const told = txHash === undefined ? written : await tellProvider(services, written, txHash.toLowerCase())
    return viewOf(told, providers, now())
  } catch (error) {
    if (isOfframpError(error) && error.code === 'conflict')
      await writer.change(orderId, ({ order }) => withoutHash(order, report.attemptId))
    throw error
  }
}
