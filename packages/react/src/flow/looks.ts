import type { ScreenName } from '../sale/screen.ts'
import type { IconName } from './Icon.tsx'

interface Looks {
  tone: 'calm' | 'accent' | 'good' | 'warn' | 'bad'
  icon: IconName | 'spinner'
}

/** Colour and sign of each screen; the words carry the meaning. */
export const looksOf: Record<ScreenName, Looks> = {
  idle: { tone: 'calm', icon: 'arrow' },
  loading: { tone: 'calm', icon: 'spinner' },
  unreachable: { tone: 'warn', icon: 'alert' },
  stopped: { tone: 'warn', icon: 'alert' },
  opening: { tone: 'accent', icon: 'spinner' },
  redirecting: { tone: 'accent', icon: 'spinner' },
  form: { tone: 'accent', icon: 'window' },
  link: { tone: 'warn', icon: 'window' },
  preparing: { tone: 'accent', icon: 'window' },
  at_provider: { tone: 'accent', icon: 'window' },
  awaiting_order: { tone: 'accent', icon: 'spinner' },
  order_ready: { tone: 'accent', icon: 'check' },
  by_hand: { tone: 'accent', icon: 'wallet' },
  declared: { tone: 'accent', icon: 'spinner' },
  ended_by_hand: { tone: 'warn', icon: 'clock' },
  armed: { tone: 'accent', icon: 'check' },
  prompting: { tone: 'accent', icon: 'wallet' },
  outcome_unknown: { tone: 'warn', icon: 'search' },
  broadcast: { tone: 'accent', icon: 'spinner' },
  included: { tone: 'accent', icon: 'spinner' },
  final_onchain: { tone: 'accent', icon: 'spinner' },
  provider_received: { tone: 'accent', icon: 'spinner' },
  paid: { tone: 'good', icon: 'check' },
  credited: { tone: 'warn', icon: 'alert' },
  reverted: { tone: 'bad', icon: 'alert' },
  attested: { tone: 'warn', icon: 'alert' },
  failed_unsent: { tone: 'bad', icon: 'cross' },
  cancelled_unsent: { tone: 'calm', icon: 'cross' },
  expired_unsent: { tone: 'calm', icon: 'clock' },
  expired_unknown: { tone: 'warn', icon: 'clock' },
  needs_attention: { tone: 'bad', icon: 'alert' },
}
