'use client'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { createSiweMessage } from 'viem/siwe'
import { useConnection, useSignMessage } from 'wagmi'

const key = ['session']

async function call<answer>(path: string, body?: unknown): Promise<answer> {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  const response = await fetch(`/api/siwe${path}`, { cache: 'no-store', ...(body === undefined ? {} : post) })
  if (!response.ok) throw new Error('Signing in did not work. Try again.')
  return (await response.json()) as answer
}

/** Whether whoever is connected has signed in. `false` while it is not known, so also on the server. */
export function useSignedIn(): boolean {
  const { address } = useConnection()
  const { data } = useQuery({
    queryKey: key,
    queryFn: () => call<{ address: string | null }>('/session'),
    staleTime: 60_000,
  })
  return address !== undefined && data?.address?.toLowerCase() === address.toLowerCase()
}

/** Sign-In with Ethereum (EIP-4361): proves to the server that the connected account is the user's. */
export function useSignIn() {
  const { address, chainId } = useConnection()
  const { mutateAsync: sign } = useSignMessage()
  const queries = useQueryClient()
  return useMutation({
    mutationFn: async () => {
      if (!address || chainId === undefined) throw new Error('Connect a wallet first.')
      const { nonce, domain } = await call<{ nonce: string; domain: string }>('/nonce')
      const message = createSiweMessage({
        ...{ address, chainId, nonce, domain, uri: location.origin, version: '1' },
        statement: 'Sign in to cash out. This costs nothing and moves nothing.',
        issuedAt: new Date(),
      })
      await call('/verify', { message, signature: await sign({ message }) })
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: key }),
  })
}
