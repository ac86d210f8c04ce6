import type { OfframpConfig } from '../../config/createOfframpConfig.ts'
import type { OfframpMessages } from '../../messages/messages.ts'

type Flow = typeof import('../../flow/flow.tsx')

/** The sale's code with its texts. */
export interface LoadedFlow extends Flow {
  messages: OfframpMessages
}

/** Loads everything that a sale needs beyond the button. */
export async function loadFlow(config: OfframpConfig): Promise<LoadedFlow> {
  const [{ createSale, SaleFlow }, messages] = await Promise.all([
    import('../../flow/flow.tsx'),
    config.messages.load(),
  ])
  return { createSale, SaleFlow, messages }
}
