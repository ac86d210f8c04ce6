import type { OrderView } from '@offrampkit/core/api'
import { noFacts } from '@offrampkit/core/order'
import type { ChainsPort } from '@offrampkit/deposit'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import type { Evidence } from '../order/offrampStatus.ts'
import { runtimeOf } from './runtime.ts'

/**
 * What this browser's ledger and the chain tell about an order. Where the ledger cannot be read it says so: the server's
 * own word still stands, and sending is refused later by the protocol itself.
 */
export async function readEvidence(
  config: OfframpConfig,
  chains: ChainsPort,
  order: OrderView,
): Promise<Evidence> {
  try {
    const depositor = await runtimeOf(config).depositor(chains)
    return { ...(await depositor.reconcile(order)), chains }
  } catch (error) {
    const unreadable = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    return { facts: noFacts, attempts: [], unreadable, attestable: null, chains }
  }
}
