/**
 * Spans that endpoints allow, from the widest down. Infura, QuickNode (paid): 10,000 blocks or results; Alchemy: 2,000 blocks
 * or 10,000 logs; public nodes: 500 or 100; QuickNode (trial): 5.
 * Sources: https://www.quicknode.com/docs/ethereum/eth_getLogs, https://docs.metamask.io/services/reference/ethereum/json-rpc-methods/eth_getlogs,
 * https://www.alchemy.com/docs/node/ethereum/ethereum-api-endpoints/eth-get-logs
 */
const spans = [10_000, 2_000, 500, 100, 5]

/** More reads than this in one look would only make the endpoint refuse; then nobody knows. */
const mostReads = 120

/**
 * The logs of a span of blocks that the endpoint refused to search as a whole: in pieces, which get shorter as long as it
 * refuses. What was read is handed over as it comes, because a transfer that was seen is there whatever fails afterwards.
 *
 * @param read - reads the blocks from `first` to `last`
 * @param refused - what the endpoint said about the whole
 * @throws when a piece of the shortest span fails, or when there are too many pieces: an unread block is not an empty one
 */
export async function scanInPieces<seen>(
  read: (first: number, last: number) => Promise<readonly seen[]>,
  from: number,
  to: number,
  refused: unknown,
  onRead: (seen: readonly seen[]) => Promise<void>,
): Promise<void> {
  const steps = spans.filter((span) => span < to - from + 1)
  let step = steps.shift()
  let failure = refused
  let reads = 0
  let first = from
  while (first <= to) {
    if (step === undefined) throw failure
    reads += 1
    if (reads + (to - first) / step > mostReads + steps.length)
      throw new Error('The span of blocks is too long to be searched here.')
    const last = Math.min(first + step - 1, to)
    let piece: readonly seen[]
    try {
      piece = await read(first, last)
    } catch (error) {
      failure = error
      step = steps.shift()
      continue
    }
    await onRead(piece)
    first = last + 1
  }
}
