import type { NetworkSpeed } from '@offrampkit/sandbox/page'
import { createContext } from 'react'

/** What a workshop's toolbar says about the world around a story. */
export interface StorySettings {
  network: NetworkSpeed
  /** What one way to the backend and back takes then; `null`: nothing arrives. */
  latencyMs: number | null
  /** Name of one of the sandbox's scenarios; empty where everything goes well. */
  scenario: string
}

/** Everything goes well, and at once. */
const undisturbed: StorySettings = { network: 'fast', latencyMs: 0, scenario: '' }

/** Read by what draws a story; set by the toolbar alone. */
export const StorySettingsContext = createContext(undisturbed)

/** Whether the toolbar lets a story be what its name says: what a play function expects holds only then. */
export const isUndisturbed = (globals: Record<string, unknown>): boolean =>
  (globals.network ?? undisturbed.network) === undisturbed.network &&
  (globals.scenario ?? undisturbed.scenario) === undisturbed.scenario
