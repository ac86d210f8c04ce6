import { OfframpError } from '@offrampkit/core'

/** The way from a story to its backend. */
export interface StoryNetwork {
  /** `null`: nothing arrives. */
  latencyMs: number | null
  /** Resolves when a request has had its time. @throws OfframpError `backend_unreachable` */
  pass(): Promise<void>
}

export function createStoryNetwork(): StoryNetwork {
  return {
    latencyMs: 0,
    async pass() {
      const { latencyMs } = this
      if (latencyMs) await new Promise((arrived) => setTimeout(arrived, latencyMs))
      if (this.latencyMs === null)
        throw new OfframpError({ code: 'backend_unreachable', message: 'The network is switched off here.' })
    },
  }
}
