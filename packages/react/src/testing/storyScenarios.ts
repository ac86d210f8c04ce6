import { OfframpError, type OfframpErrorCode } from '@offrampkit/core'
import type { StoryBackendOptions } from './storyBackend.ts'
import type { StoryOptions } from './storyParts.ts'
import type { StoryWallet } from './storyWallet.ts'

/** What one of the sandbox's scenarios amounts to in a story whose order stands where it stands, and that nobody plays. */
interface Disturbance {
  /** What asking the provider fails with. */
  fails?: OfframpErrorCode
  /** How much longer the provider takes. */
  slowMs?: number
  /** What the price has become. */
  receive?: string
  wallet?: StoryWallet
}

const down: Disturbance = { fails: 'provider_unavailable' }
const slow: Disturbance = { slowMs: 3_000 }
const busy: Disturbance = { fails: 'rate_limited' }
const garbled: Disturbance = { fails: 'provider_unreadable' }
const cheaper: Disturbance = { receive: '22.17' }

/** By the sandbox's own names. What is missing here happens to a sale while it is played, and to none that stands still. */
export const storyScenarios: Readonly<Record<string, Disturbance>> = {
  'provider-down': down,
  'provider-hiccup': down,
  'provider-slow': slow,
  'rate-limited': busy,
  garbled,
  denied: { fails: 'provider_rejected' },
  'price-drop': cheaper,
  'partna-down': down,
  'partna-slow': slow,
  'partna-rate-limited': busy,
  'partna-garbled': garbled,
  'partna-price-drop': cheaper,
  'capa-down': down,
  'capa-rate-limited': busy,
  'capa-garbled': garbled,
  'capa-price-drop': cheaper,
  'wallet-rejects': { wallet: { onSend: 'reject', onSwitch: 'reject' } },
  'wallet-never-answer': { wallet: { onSend: 'silent' } },
}

/** Calls that the server hands on to the provider. */
const atProvider = ['getOptions', 'getQuote', 'createSession', 'continueSession'] as const

/** The story in one of the sandbox's scenarios. */
export function inScenario(options: StoryOptions, scenario: string): StoryOptions {
  const { fails, slowMs, receive, wallet } = storyScenarios[scenario] ?? {}
  const { backend = {} } = options
  const { onCall } = backend
  const disturbed: StoryBackendOptions = { ...backend, ...(receive === undefined ? {} : { receive }) }
  if (fails) {
    const error = new OfframpError({ code: fails, message: `The scenario “${scenario}” is on.` })
    disturbed.failing = { ...Object.fromEntries(atProvider.map((call) => [call, error])), ...backend.failing }
  }
  if (slowMs)
    disturbed.onCall = async (name, parameters) => {
      if (atProvider.some((call) => call === name)) await new Promise((done) => setTimeout(done, slowMs))
      await onCall?.(name, parameters)
    }
  return { ...options, backend: disturbed, ...(wallet ? { wallet: { ...options.wallet, ...wallet } } : {}) }
}
