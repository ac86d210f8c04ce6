import { useConnect, useConnection, useConnectors, useDisconnect } from 'wagmi'
import { useSession, useSignIn, useSignOut } from './session.ts'

const short = (address: string) => `${address.slice(0, 6)}…${address.slice(-4)}`

/** Connect, prove the address, and see who is signed in. */
export function WalletBar() {
  const { address, isConnected } = useConnection()
  const session = useSession()
  const signIn = useSignIn()
  const signOut = useSignOut()
  const disconnect = useDisconnect()
  if (!isConnected || !address) return <ConnectButtons />
  const signedIn = session.data?.addresses.some((known) => known.toLowerCase() === address.toLowerCase())
  return (
    <div className="wallet">
      {!signedIn && (
        <button
          type="button"
          className="button button--accent"
          data-testid="sign-in"
          disabled={signIn.isPending}
          onClick={() => signIn.mutate()}
        >
          {signIn.isPending ? 'Check your wallet…' : 'Sign in'}
        </button>
      )}
      {signIn.error && (
        <span role="alert" className="wallet__error">
          {signIn.error.message.split('\n')[0]}
        </span>
      )}
      <span className="wallet__address" data-testid="account" data-address={address} title={address}>
        <span className="wallet__dot" data-signed-in={signedIn ? '' : undefined} aria-hidden="true" />
        {short(address)}
      </span>
      <button
        type="button"
        className="button button--quiet"
        onClick={() => {
          if (signedIn) signOut.mutate()
          disconnect.mutate()
        }}
      >
        Disconnect
      </button>
    </div>
  )
}

function ConnectButtons() {
  const connectors = useConnectors()
  const connect = useConnect()
  const announced = connectors.filter((connector) => connector.id !== 'injected')
  const choices = announced.length > 0 ? announced : connectors
  return (
    <div className="wallet">
      {choices.map((connector) => (
        <button
          key={connector.uid}
          type="button"
          className="button button--accent"
          data-testid={`connect-${connector.id}`}
          disabled={connect.isPending}
          onClick={() => connect.mutate({ connector })}
        >
          {connect.isPending ? 'Check your wallet…' : `Connect ${connector.name}`}
        </button>
      ))}
      {connect.error && (
        <span role="alert" className="wallet__error">
          {connect.error.message.split('\n')[0]}
        </span>
      )}
    </div>
  )
}
