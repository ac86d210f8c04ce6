import { isOfframpError } from '@offrampkit/core'

/** A read is asked again twice where that can help; a refusal is not asked again. */
export function retryRead(failures: number, error: Error): boolean {
  return failures < 2 && (!isOfframpError(error) || error.retryable)
}
