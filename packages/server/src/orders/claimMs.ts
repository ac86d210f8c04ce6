/**
 * For so long what a worker has taken is nobody else's, in ms. Longer than all that is done with it: the wait for a turn, the
 * provider's answer, the write. After that it is due again: whoever took it has died, or is so slow that asking twice does no harm.
 */
export const claimMs = 60_000
