import { failureReason, type StageName } from '@offrampkit/core/order'
import type { OfframpMessages, ReasonTexts, StageFacts, StageText } from '../messages/messages.ts'

/** Where the coins are when an order has ended for a reason. */
const endings: Readonly<Partial<Record<StageName, keyof ReasonTexts>>> = {
  failed_unsent: 'unsent',
  ended_by_hand: 'byHand',
  credited: 'credited',
}

/** The text of a stage, or of the reason why the order ended in it. Pure. */
export function stageText(messages: OfframpMessages, stage: StageName, facts: StageFacts): StageText {
  const reason = failureReason(facts.reason)
  const ending = endings[stage]
  return reason && ending ? messages.reasons[reason][ending](facts) : messages.stages[stage](facts)
}
