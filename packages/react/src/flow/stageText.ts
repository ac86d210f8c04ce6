import { failureReason, type Stage, type StageName } from '@offrampkit/core/order'
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

/** Whether the text of a stage says something by itself. The others speak of what their own screen shows below it. */
export function speaksAlone({ next }: Stage): boolean {
  return next !== 'review' && next !== 'send_by_hand'
}
