import type { MessagesSource, OfframpMessages } from '../../messages/messages.ts'

type Flow = typeof import('../../flow/flow.tsx')

/** The sale's code with its texts. */
export interface LoadedFlow extends Flow {
  messages: OfframpMessages
  /** Where the texts came from. */
  source: MessagesSource
}

/** Loads everything that a sale needs beyond the button. */
export async function loadFlow(source: MessagesSource): Promise<LoadedFlow> {
  const [{ createSale, SaleFlow }, messages] = await Promise.all([
    import('../../flow/flow.tsx'),
    source.load(),
  ])
  return { createSale, SaleFlow, messages, source }
}
