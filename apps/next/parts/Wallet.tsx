'use client'
import { useConnect, useConnection, useConnectors, useDisconnect } from 'wagmi'
import { useSignedIn, useSignIn } from './session'

/** Connect, sign in, leave. */
export function Wallet() {
  const { address } = useConnection()
  const connectors = useConnectors()
  const connect = useConnect()
  const disconnect = useDisconnect()
  const signedIn = useSignedIn()
  const signIn = useSignIn()
  const wallet = connectors.find(({ id }) => id !== 'injected') ?? connectors[0]
  if (!address)
    return (
      <button
        type="button"
        className="quiet"
        disabled={!wallet || connect.isPending}
        onClick={() => wallet && connect.mutate({ connector: wallet })}
      >
        Connect wallet
      </button>
    )
  return (
    <>
      {!signedIn && (
        <button type="button" className="quiet" disabled={signIn.isPending} onClick={() => signIn.mutate()}>
          Sign in
        </button>
      )}
      <button type="button" className="quiet" title="Disconnect" onClick={() => disconnect.mutate()}>
        <span className="dot" data-on={signedIn ? '' : undefined} />
        {address.slice(0, 6)}…{address.slice(-4)}
      </button>
    </>
  )
}
