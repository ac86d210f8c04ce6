import type { SandboxChain } from '../chain/describe.ts'
import type { WalletAnswer } from './queue.ts'
import { walletError } from './queue.ts'
import type { SiteView, WalletSites } from './sites.ts'

export type Params = readonly unknown[]

/** What to do with a request: answer now, ask the chain, or ask the user. */
export type Handling = { do: 'answer'; answer: WalletAnswer } | { do: 'chain' } | { do: 'ask' }

const answer = (result: unknown): Handling => ({ do: 'answer', answer: { result } })
const refuse = (code: number, message: string): Handling => ({
  do: 'answer',
  answer: walletError(code, message),
})
const ask: Handling = { do: 'ask' }

/** Reads that go to the chain as they are. Nothing of the node's own (`anvil_`, `evm_`, `eth_sign`). */
const READS = new Set([
  'eth_blockNumber',
  'eth_call',
  'eth_estimateGas',
  'eth_feeHistory',
  'eth_gasPrice',
  'eth_getBalance',
  'eth_getBlockByHash',
  'eth_getBlockByNumber',
  'eth_getCode',
  'eth_getLogs',
  'eth_getStorageAt',
  'eth_getTransactionByHash',
  'eth_getTransactionCount',
  'eth_getTransactionReceipt',
  'eth_maxPriorityFeePerGas',
  'eth_sendRawTransaction',
  'eth_syncing',
  'net_version',
  'web3_clientVersion',
])

/** EIP-2255 permission that a connected page holds. */
export function permissions(view: SiteView) {
  if (view.accounts.length === 0) return []
  return [
    {
      parentCapability: 'eth_accounts',
      caveats: [{ type: 'restrictReturnedAccounts', value: view.accounts }],
    },
  ]
}

/** A chain id in hex from the first parameter, or `null`. */
export function readChainId(params: Params): number | null {
  const id = (params[0] as { chainId?: unknown } | undefined)?.chainId
  return typeof id === 'string' && /^0x[\da-f]{1,8}$/i.test(id) ? Number.parseInt(id, 16) : null
}

function send(params: Params, view: SiteView): Handling {
  const tx = params[0] as { from?: unknown; to?: unknown } | undefined
  if (typeof tx !== 'object' || tx === null || typeof tx.to !== 'string') {
    return refuse(-32602, 'The transaction needs a recipient.')
  }
  if (!isConnected(tx.from, view)) return refuse(4100, 'This account is not connected to this page.')
  const chainId = readChainId(params)
  if (chainId !== null && chainId !== view.chainId) return refuse(4901, 'The wallet is on another network.')
  return ask
}

function isConnected(account: unknown, view: SiteView): boolean {
  return typeof account === 'string' && view.accounts.some((a) => a.toLowerCase() === account.toLowerCase())
}

function changeChain(params: Params, view: SiteView, chains: readonly SandboxChain[]): Handling {
  const chainId = readChainId(params)
  if (chainId === null) return refuse(-32602, 'A chain id in hex is needed.')
  if (!chains.some((c) => c.chainId === chainId))
    return refuse(4902, 'The sandbox wallet does not know this network.')
  return chainId === view.chainId ? answer(null) : ask
}

/** Sorts one request of a page. */
export function handle(
  method: string,
  params: Params,
  origin: string,
  sites: WalletSites,
  chains: readonly SandboxChain[],
): Handling {
  const view = sites.view(origin)
  switch (method) {
    case 'eth_accounts':
      return answer(view.accounts)
    case 'eth_chainId':
      return answer(`0x${view.chainId.toString(16)}`)
    case 'wallet_getPermissions':
      return answer(permissions(view))
    case 'wallet_revokePermissions':
      sites.connect(origin, false)
      return answer(null)
    case 'eth_requestAccounts':
      return view.accounts.length > 0 ? answer(view.accounts) : ask
    case 'wallet_requestPermissions':
      return ask
    case 'personal_sign':
      return isConnected(params[1], view) ? ask : refuse(4100, 'This account is not connected to this page.')
    case 'eth_signTypedData_v4':
      return isConnected(params[0], view) ? ask : refuse(4100, 'This account is not connected to this page.')
    case 'eth_sendTransaction':
      return send(params, view)
    case 'wallet_switchEthereumChain':
    case 'wallet_addEthereumChain':
      return changeChain(params, view, chains)
    default:
      return READS.has(method)
        ? { do: 'chain' }
        : refuse(4200, `The sandbox wallet does not support ${method}.`)
  }
}
