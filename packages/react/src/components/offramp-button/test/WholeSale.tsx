import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useContext, useEffect, useState } from 'react'
import { useConnect, useConnection, useConnectors, WagmiProvider } from 'wagmi'
import { OfframpProvider } from '../../../config/OfframpProvider.tsx'
import { StoryTexts } from '../../../testing/StoryFrame.tsx'
import { StorySettingsContext } from '../../../testing/storySettings.ts'
import { OfframpCard } from '../../offramp-card/OfframpCard.tsx'
import { OfframpButton } from '../OfframpButton.tsx'
import { OnChain } from './OnChain.tsx'
import { openWorld } from './openWorld.ts'
import { type SaleProvider, sales } from './sales.ts'
import type { SaleWorld } from './saleWorld.ts'
import { useScenario } from './useScenario.ts'
import '../../../styles/styles.css'

export interface WholeSaleProps {
  provider: SaleProvider
  /** The card in place of the button: it asks all three for a price. */
  inCard?: boolean
  /** Told when a world is there, so that a test can look into it. */
  onWorld?: (world: SaleWorld) => void
}

/**
 * An app in miniature in which a whole sale can be played: no server, no network, no money. Scenario and network are the toolbar's.
 * Another provider or scenario is another world: nothing of the last one is left in it.
 */
export function WholeSale(props: WholeSaleProps): ReactNode {
  const { scenario } = useContext(StorySettingsContext)
  return <World key={`${props.provider} ${scenario}`} {...props} />
}

function World({ onWorld, ...props }: WholeSaleProps) {
  const [world, setWorld] = useState<SaleWorld | Error | null>(null)
  useEffect(() => {
    let left = false
    const { started, leave } = openWorld()
    started.then(
      (made) => {
        if (left || !made) return
        onWorld?.(made)
        setWorld(made)
      },
      (error: Error) => setWorld(error),
    )
    return () => {
      left = true
      leave()
    }
  }, [onWorld])
  if (world instanceof Error) return <p role="alert">{world.message}</p>
  if (!world) return <p role="status">Starting two chains and three providers in this page…</p>
  return <Played world={world} {...props} />
}

function Played({ world, ...props }: Omit<WholeSaleProps, 'onWorld'> & { world: SaleWorld }) {
  const [queries] = useState(() => new QueryClient())
  return (
    <WagmiProvider config={world.wagmi} reconnectOnMount={false}>
      <QueryClientProvider client={queries}>
        <OfframpProvider config={world.config} messages={useContext(StoryTexts)}>
          <App world={world} {...props} />
        </OfframpProvider>
      </QueryClientProvider>
    </WagmiProvider>
  )
}

const column = { display: 'grid', gap: 16, maxInlineSize: '40rem', font: '15px/1.5 system-ui, sans-serif' }

function App({ world, provider, inCard }: Omit<WholeSaleProps, 'onWorld'> & { world: SaleWorld }) {
  const { network, scenario } = useContext(StorySettingsContext)
  useEffect(() => world.page.network.setSpeed(network), [world, network])
  const { address } = useConnection()
  // A wallet that says no to everything could not even be connected.
  const said = useScenario(world, address ? scenario : '')
  const { name, ...sale } = sales[provider]
  return (
    <div style={column}>
      <p style={{ margin: 0 }}>
        {name}’s stand-in, the kit’s own server, a wallet and two chains, all in this page. Nothing here is
        worth anything. {said}
      </p>
      {address ? (
        <>
          {inCard ? (
            <OfframpCard
              providers={Object.keys(sales)}
              initial={{ asset: 'USDC', chainId: 31337, ...sale }}
            />
          ) : (
            <div>
              <OfframpButton key={provider} provider={provider} asset="USDC" chainId={31337} {...sale} />
            </div>
          )}
          <OnChain world={world} account={address} />
        </>
      ) : (
        <Connect />
      )}
    </div>
  )
}

/** The wallets that announced themselves. */
function Connect() {
  const connectors = useConnectors()
  const { mutate: connect } = useConnect()
  return connectors
    .filter(({ id }) => id === 'dev.offrampkit.sandbox')
    .map((connector) => (
      <button
        key={connector.uid}
        type="button"
        className="ofk-button"
        style={{ justifySelf: 'start' }}
        onClick={() => connect({ connector })}
      >
        Connect the {connector.name}
      </button>
    ))
}
