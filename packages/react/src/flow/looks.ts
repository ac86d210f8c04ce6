import type { ScreenName } from '../sale/screen.ts'
import type { IconName } from './Icon.tsx'

/** How a screen looks. */
export interface Looks {
  tone: 'calm' | 'accent' | 'good' | 'warn' | 'bad'
  icon: IconName
  /** Somebody or something is at work, and nothing is to be done here. */
  waiting?: true
}

/** Colour and sign of each screen; the words carry the meaning. */
export const looksOf: Record<ScreenName, Looks> = {
  idle: { tone: 'calm', icon: 'arrow' },
  loading: { tone: 'calm', icon: 'search', waiting: true },
  unreachable: { tone: 'warn', icon: 'alert' },
  stopped: { tone: 'warn', icon: 'alert' },
  opening: { tone: 'accent', icon: 'window', waiting: true },
  redirecting: { tone: 'accent', icon: 'window', waiting: true },
  form: { tone: 'accent', icon: 'window' },
  link: { tone: 'warn', icon: 'window' },
  preparing: { tone: 'accent', icon: 'window' },
  at_provider: { tone: 'accent', icon: 'window', waiting: true },
  awaiting_order: { tone: 'accent', icon: 'clock', waiting: true },
  order_ready: { tone: 'accent', icon: 'check' },
  by_hand: { tone: 'accent', icon: 'wallet' },
  declared: { tone: 'accent', icon: 'search', waiting: true },
  ended_by_hand: { tone: 'warn', icon: 'clock' },
  armed: { tone: 'accent', icon: 'check' },
  prompting: { tone: 'accent', icon: 'wallet', waiting: true },
  outcome_unknown: { tone: 'warn', icon: 'search', waiting: true },
  broadcast: { tone: 'accent', icon: 'send', waiting: true },
  included: { tone: 'accent', icon: 'block', waiting: true },
  final_onchain: { tone: 'accent', icon: 'block', waiting: true },
  provider_received: { tone: 'accent', icon: 'bank', waiting: true },
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
