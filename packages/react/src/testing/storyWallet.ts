import type { Address, Chain } from 'viem'
import { custom, numberToHex } from 'viem'
import { base, mainnet } from 'viem/chains'
import { type Config, createConfig, createConnector } from 'wagmi'
import type { StoryChain } from './storyChain.ts'
import { storySender } from './storyWorld.ts'

type SendAnswer = 'approve' | 'reject' | 'silent' | 'lost'

/** How the story's wallet behaves. */
export interface StoryWallet {
  account?: string
  chainId?: number
  /** `silent`: it never answers. `lost`: it fails, and does not say whether it sent; it did not. */
  onSend?: SendAnswer | (() => SendAnswer)
  onSwitch?: 'approve' | 'reject'
  /** No wallet is connected. */
  absent?: boolean
  /** Called with each request; where this is a promise, the answer waits for it. */
  onRequest?: (method: string) => unknown
}

const named = (chain: Chain): Chain => ({ ...chain, rpcUrls: { default: { http: ['https://rpc.example'] } } })

/** A wagmi config with one wallet, connected from the start, over the story's chain. */
export function createStoryWagmi(chain: StoryChain, wallet: StoryWallet = {}): Config {
  const account = (wallet.account ?? storySender) as Address
  let chainId = wallet.chainId ?? base.id
  const refuse = () => Object.assign(new Error('User rejected the request.'), { code: 4001 })

  const connector = createConnector((config) => ({
    id: 'story',
    name: 'Story wallet',
    type: 'story',
    connect: () => Promise.resolve({ accounts: [account], chainId }) as never,
    disconnect: async () => undefined,
    getAccounts: async () => [account],
    getChainId: async () => chainId,
    isAuthorized: async () => true,
    onAccountsChanged: () => undefined,
    onChainChanged: () => undefined,
    onDisconnect: () => undefined,
    async getProvider() {
      return {
        async request({ method, params = [] }: { method: string; params?: readonly unknown[] }) {
          const held = wallet.onRequest?.(method)
          if (held instanceof Promise) await held
          if (method === 'eth_accounts') return [account]
          if (method === 'eth_chainId') return numberToHex(chainId)
          if (method === 'wallet_switchEthereumChain') {
            if (wallet.onSwitch === 'reject') throw refuse()
            chainId = Number((params[0] as { chainId: string }).chainId)
            config.emitter.emit('change', { chainId })
            return null
          }
          if (method === 'eth_sendTransaction') {
            const answer = typeof wallet.onSend === 'function' ? wallet.onSend() : wallet.onSend
            if (answer === 'reject') throw refuse()
            if (answer === 'silent') return new Promise(() => undefined)
            if (answer === 'lost') throw Object.assign(new Error('The wallet went away.'), { code: -32603 })
            return chain.send(params[0] as never)
          }
          throw new Error(`The story's wallet does not know ${method}.`)
        },
      }
    },
  }))
  const transport = (id: number) =>
    custom(
      {
        request: (args) =>
          args.method === 'eth_chainId' ? Promise.resolve(numberToHex(id)) : chain.request(args),
      },
      { retryCount: 0 },
    )
  const config = createConfig({
    chains: [named(base), named(mainnet)],
    connectors: [connector],
    transports: { [base.id]: transport(base.id), [mainnet.id]: transport(mainnet.id) },
    storage: null,
    multiInjectedProviderDiscovery: false,
  })
  const [connected] = config.connectors
  if (connected && !wallet.absent)
    config.setState((state) => ({
      ...state,
      status: 'connected',
      current: connected.uid,
      connections: new Map([[connected.uid, { accounts: [account], chainId, connector: connected }]]),
    }))
  return config as unknown as Config
}
