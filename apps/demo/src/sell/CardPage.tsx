import { OfframpCard } from '@offrampkit/react/card'
import { useConnection } from 'wagmi'
import { useSession } from '../wallet/session.ts'

/** The kit's own card in place of the demo's form: `?card` in the page's address. */
export function CardPage({ providers }: { providers: readonly string[] }) {
  const { address } = useConnection()
  const session = useSession()
  const isSignedIn =
    session.data?.addresses.some((known) => known.toLowerCase() === address?.toLowerCase()) ?? false
  return (
    <OfframpCard
      providers={providers}
      initial={{ asset: 'USDC', amount: '25', country: 'US', subdivision: 'NY' }}
      enabled={isSignedIn}
    />
  )
}
