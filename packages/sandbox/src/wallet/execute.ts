import { type Address, type Hex, keccak256, numberToHex } from 'viem'
import type { SandboxChain } from '../chain/describe.ts'
import { type Rpc, RpcError } from '../chain/rpc.ts'
import { permissions, readChainId } from './methods.ts'
import { type SendFault, takeSendFault, type WalletPersona } from './persona.ts'
import { type WalletAnswer, type WalletRequest, walletError } from './queue.ts'
import { isRewrite, rewritten } from './rewrite.ts'
import type { WalletSites } from './sites.ts'

type Transaction = Record<string, unknown> & { from: Address; to: Address }

export interface ExecuteContext {
  chains: readonly SandboxChain[]
  accounts: readonly { address: Address }[]
  sites: WalletSites
  persona: WalletPersona
  rpcOf(chainId: number): Rpc
  sleep(ms: number): Promise<void>
}

/** A complete transaction for the next nonce, with fees `factor` times what is needed. */
async function fill(rpc: Rpc, tx: Transaction, chainId: number, factor: bigint): Promise<Transaction> {
  const price = BigInt((await rpc('eth_gasPrice')) as Hex) * 2n * factor
  return {
    ...tx,
    chainId: numberToHex(chainId),
    nonce: tx.nonce ?? ((await rpc('eth_getTransactionCount', [tx.from, 'pending'])) as Hex),
    gas: tx.gas ?? ((await rpc('eth_estimateGas', [tx])) as Hex),
    maxFeePerGas: numberToHex(price),
    maxPriorityFeePerGas: numberToHex(1_000_000_000n * factor),
  }
}

/** The hash that this transaction would have, without sending it. */
async function hashOf(rpc: Rpc, tx: Transaction): Promise<Hex> {
  return keccak256((await rpc('eth_signTransaction', [tx])) as Hex)
}

const broadcast = async (rpc: Rpc, tx: Transaction) => (await rpc('eth_sendTransaction', [tx])) as Hex

/** The chain may say that the nonce is used; anything else goes on. */
function unlessRefused(error: unknown): void {
  if (!(error instanceof RpcError)) throw error
}

/** Sends as asked, or goes wrong as the persona says. `null`: the app never hears of it. */
async function send(ctx: ExecuteContext, request: WalletRequest): Promise<WalletAnswer | null> {
  const fault: SendFault = takeSendFault(ctx.persona)
  const { gasPrice: _, ...asked } = request.params[0] as Transaction
  const tx = { ...asked } as Transaction
  if (ctx.persona.ignoreNonce) delete tx.nonce
  const rpc = ctx.rpcOf(request.chainId)
  const failure = walletError(ctx.persona.errorCode, 'Internal JSON-RPC error.')

  if (isRewrite(fault)) return { result: await broadcast(rpc, rewritten(tx, fault)) }
  switch (fault) {
    case 'error-before-broadcast':
      return failure
    case 'error-after-broadcast':
      await broadcast(rpc, tx)
      return failure
    case 'never-answer':
      await broadcast(rpc, tx)
      return null
    case 'null-answer':
      await broadcast(rpc, tx)
      return { result: null }
    case 'garbage-answer':
      await broadcast(rpc, tx)
      return { result: { hash: 'unknown' } }
    case 'hash-then-drop':
      return { result: await hashOf(rpc, await fill(rpc, tx, request.chainId, 1n)) }
    case 'other-account': {
      const other = ctx.accounts.find((a) => a.address.toLowerCase() !== tx.from.toLowerCase())
      delete tx.nonce
      return { result: await broadcast(rpc, { ...tx, from: other?.address ?? tx.from }) }
    }
    case 'wrong-chain': {
      const other = ctx.chains.find((c) => c.chainId !== request.chainId)
      delete tx.nonce
      delete tx.chainId
      return { result: await broadcast(ctx.rpcOf(other?.chainId ?? request.chainId), tx) }
    }
    // The app gets the first hash; what is mined has the same nonce, higher fees and another hash.
    case 'speed-up': {
      const hash = await hashOf(rpc, await fill(rpc, tx, request.chainId, 1n))
      await broadcast(rpc, await fill(rpc, tx, request.chainId, 3n))
      return { result: hash }
    }
    case 'cancel': {
      const first = await fill(rpc, tx, request.chainId, 1n)
      const nothing = { from: tx.from, to: tx.from, value: '0x0', nonce: first.nonce }
      const hash = await hashOf(rpc, first)
      await broadcast(rpc, await fill(rpc, nothing, request.chainId, 3n))
      return { result: hash }
    }
    // Once more with higher fees. With the app's own nonce the chain takes one of the two; without it, both.
    case 'answer-twice': {
      const result = await broadcast(rpc, tx)
      await broadcast(rpc, await fill(rpc, tx, request.chainId, 3n)).catch(unlessRefused)
      return { result }
    }
    case 'none':
      return { result: await broadcast(rpc, tx) }
  }
}

async function perform(ctx: ExecuteContext, request: WalletRequest): Promise<WalletAnswer | null> {
  const { origin, method, params } = request
  switch (method) {
    case 'eth_requestAccounts':
      ctx.sites.connect(origin, true)
      return { result: ctx.sites.view(origin).accounts }
    case 'wallet_requestPermissions':
      ctx.sites.connect(origin, true)
      return { result: permissions(ctx.sites.view(origin)) }
    case 'wallet_switchEthereumChain':
    case 'wallet_addEthereumChain':
      ctx.sites.switchChain(origin, readChainId(params) ?? request.chainId)
      return { result: null }
    case 'personal_sign':
    case 'eth_signTypedData_v4':
      return { result: await ctx.rpcOf(request.chainId)(method, params) }
    default: {
      const answer = await send(ctx, request)
      if (ctx.persona.answerLateMs > 0) await ctx.sleep(ctx.persona.answerLateMs)
      return answer
    }
  }
}

/** Carries an approved request out. Never throws: a chain's refusal becomes the wallet's answer. */
export async function execute(ctx: ExecuteContext, request: WalletRequest): Promise<WalletAnswer | null> {
  try {
    return await perform(ctx, request)
  } catch (error) {
    if (error instanceof RpcError) return walletError(error.code, error.message)
    return walletError(-32603, 'The sandbox chain could not be reached.')
  }
}
