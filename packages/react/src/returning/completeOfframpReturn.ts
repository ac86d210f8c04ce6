import { isId } from '@offrampkit/core/order'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { parseOpenOrder, readOpenOrderText, writeOpenOrder } from '../order/openOrder.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { openReturnChannel } from './returnChannel.ts'
import { returnParameter } from './returnParameter.ts'

/**
 * What became of a return: nothing to do, another window goes on with the order (and this one may be closed), or this
 * page does.
 */
export type OfframpReturn = 'none' | 'elsewhere' | 'here'

/** How long another window has to say that the order is its own, in ms. */
const patience = 500

/**
 * Handles the user's way back from the provider. `OfframpProvider` does it by itself on mount; call it on a page that has
 * none. Reads only: the address is a hint, and the order is read from the backend.
 *
 * @example if ((await completeOfframpReturn(config)) === 'elsewhere') showThatTheWindowCanBeClosed()
 */
export async function completeOfframpReturn(config: OfframpConfig): Promise<OfframpReturn> {
  const url = new URL(window.location.href)
  const orderId = url.searchParams.get(returnParameter)
  if (orderId === null) return 'none'
  url.searchParams.delete(returnParameter)
  window.history.replaceState(window.history.state, '', url)
  if (!isId(orderId)) return 'none'
  if (await heardElsewhere(config, orderId)) {
    window.close()
    return 'elsewhere'
  }
  await resumeHere(config, orderId)
  return 'here'
}

/** Whether the window that the user started from is still there. */
function heardElsewhere(config: OfframpConfig, orderId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const channel = openReturnChannel(config, (word) => {
      if (word.type === 'heard' && word.orderId === orderId) end(true)
    })
    const timer = setTimeout(() => end(false), patience)
    const end = (heard: boolean) => {
      clearTimeout(timer)
      channel.close()
      resolve(heard)
    }
    channel.post({ type: 'returned', orderId })
  })
}

/** Notes the order for its button, unless another one is noted: an address alone must not hide an open order. */
async function resumeHere(config: OfframpConfig, orderId: string): Promise<void> {
  try {
    const backend = await runtimeOf(config).backend()
    const { provider } = await backend.getOrder({ orderId, returned: true })
    const noted = parseOpenOrder(readOpenOrderText(config, provider))
    if (!noted || noted.orderId === orderId) writeOpenOrder(config, provider, { orderId, shown: true })
  } catch {
    // Not this user's order, or no connection: the button reads what it has noted and says so.
  }
}
