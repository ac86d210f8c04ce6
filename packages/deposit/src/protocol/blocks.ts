import { type AttemptView, isSetAside, provenUnsent } from '@offrampkit/core/order'

/** Whether this attempt keeps another one, of any nonce, from starting. */
export const blocks = (attempt: AttemptView): boolean => !provenUnsent(attempt) && !isSetAside(attempt)
