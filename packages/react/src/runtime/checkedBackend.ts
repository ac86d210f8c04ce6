import { checkBackend, type OfframpBackend } from '@offrampkit/core/api'
import type { BackendSource } from '../config/createOfframpConfig.ts'

/** Brings the app's backend and wraps it so that each answer is parsed. Loaded when something is first asked. */
export async function openBackend(source: BackendSource): Promise<OfframpBackend> {
  return checkBackend(typeof source === 'function' ? await source() : source)
}
