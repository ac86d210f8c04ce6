import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createSiweMessage } from 'viem/siwe'
import { useConnection, useSignMessage } from 'wagmi'

const sessionKey = ['demo-session']

async function call<answer>(path: string, body?: unknown): Promise<answer> {
  const response = await fetch(`/api/siwe${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined
      ? {}
      : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    cache: 'no-store',
  })
  const answer: unknown = await response.json()
  if (response.ok) return answer as answer
  const { error } = answer as { error?: { message?: string } }
  throw new Error(error?.message ?? 'The sign-in server did not answer.')
}

/** Who is signed in to this dApp's own server, if anybody. */
export function useSession() {
  return useQuery({
    queryKey: sessionKey,
    queryFn: async () => {
      const { address } = await call<{ address: string | null }>('/session')
      return { addresses: address ? [address] : [] }
    },
    staleTime: 60_000,
  })
}

/** Sign-In with Ethereum: proves to the server that the connected address is the user's. */
export function useSignIn() {
  const { address, chainId } = useConnection()
  const { mutateAsync: sign } = useSignMessage()
  const queryClient = useQueryClient()
  return useMutation({
    retry: 0,
    mutationFn: async () => {
      if (!address || chainId === undefined) throw new Error('Connect a wallet first.')
      const { nonce } = await call<{ nonce: string }>('/nonce')
      const message = createSiweMessage({
        address,
        chainId,
        nonce,
        domain: window.location.host,
        uri: window.location.origin,
        version: '1',
        statement: 'Sign in to Tidewater. This costs nothing and moves nothing.',
      })
      const signature = await sign({ message })
      await call('/verify', { message, signature })
      await queryClient.invalidateQueries({ queryKey: sessionKey })
    },
  })
}

/** Forgets the session on the server. */
export function useSignOut() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: () => call('/sign-out', {}),
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionKey }),
  })
}
