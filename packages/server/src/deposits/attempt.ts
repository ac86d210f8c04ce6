import type { AttemptView, NonSendProof } from '@offrampkit/core/order'

type Parsed = Omit<AttemptView, 'proof' | 'txHash'> & {
  proof?: NonSendProof | undefined
  txHash?: string | undefined
}

/** A parsed attempt without the fields that were left out. */
export function attemptOf({ proof, txHash, ...rest }: Parsed): AttemptView {
  return {
    ...rest,
    ...(proof === undefined ? {} : { proof }),
    ...(txHash === undefined ? {} : { txHash: txHash.toLowerCase() }),
  }
}
