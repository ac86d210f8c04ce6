import type { AttemptView, NonSendProof } from '@offrampkit/core/order'

type Parsed = Omit<AttemptView, 'proof' | 'txHash' | 'attested'> & {
  proof?: NonSendProof | undefined
  attested?: true | undefined
  txHash?: string | undefined
}

/** A parsed attempt without the fields that were left out. */
export function attemptOf({ proof, txHash, attested, ...rest }: Parsed): AttemptView {
  return {
    ...rest,
    ...(proof === undefined ? {} : { proof }),
    ...(attested === undefined ? {} : { attested }),
    ...(txHash === undefined ? {} : { txHash: txHash.toLowerCase() }),
  }
}
