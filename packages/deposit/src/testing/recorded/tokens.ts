import { encodeDeployData, encodeFunctionData, getContractAddress, type Hex, parseAbi } from 'viem'
import type { Node } from '../testWallet.ts'
import falseToken from './falseToken.json' with { type: 'json' }
import feeToken from './feeToken.json' with { type: 'json' }
import fiatToken from './fiatTokenV2_2.json' with { type: 'json' }
import noReturnToken from './noReturnToken.json' with { type: 'json' }

const fiatAbi = parseAbi([
  'function initialize(string, string, string, uint8, address, address, address, address)',
  'function initializeV2(string)',
  'function initializeV2_1(address)',
  'function initializeV2_2(address[], string)',
  'function configureMinter(address, uint256)',
  'function mint(address, uint256)',
  'function pause()',
  'function unpause()',
  'function blacklist(address)',
  'function unBlacklist(address)',
])

/** Calls a function of Circle's token as its owner, who is everything at once here. */
export type FiatCall = (
  ...call:
    | ['pause' | 'unpause', readonly []]
    | ['blacklist' | 'unBlacklist', readonly [Hex]]
    | ['mint', readonly [Hex, bigint]]
) => Promise<void>

/** Circle's USDC code at an address of its own, with 1,000 of it for the owner. */
export async function placeFiatToken(node: Node, owner: Hex): Promise<{ address: Hex; call: FiatCall }> {
  const address: Hex = `0x${'c1'.repeat(20)}`
  const send = async (data: Hex): Promise<void> => {
    await receiptOf(node, { from: owner, to: address, data })
  }
  await node.request({ method: 'anvil_setCode', params: [address, fiatToken.code] })
  const lost: Hex = `0x${'10'.repeat(20)}`
  const roles = ['USDC', 'USDC', 'USD', 6, owner, owner, owner, owner] as const
  await send(encodeFunctionData({ abi: fiatAbi, functionName: 'initialize', args: roles }))
  await send(encodeFunctionData({ abi: fiatAbi, functionName: 'initializeV2', args: ['USDC'] }))
  await send(encodeFunctionData({ abi: fiatAbi, functionName: 'initializeV2_1', args: [lost] }))
  await send(encodeFunctionData({ abi: fiatAbi, functionName: 'initializeV2_2', args: [[], 'USDC'] }))
  await send(encodeFunctionData({ abi: fiatAbi, functionName: 'configureMinter', args: [owner, 10n ** 18n] }))
  const call: FiatCall = (functionName, args) =>
    send(encodeFunctionData({ abi: fiatAbi, functionName, args } as Parameters<typeof encodeFunctionData>[0]))
  await call('mint', [owner, 10n ** 9n])
  return { address, call }
}

/** A token that answers a transfer with nothing; 6 decimals. */
export const placeNoReturnToken = (node: Node, owner: Hex): Promise<Hex> =>
  deploy(
    node,
    owner,
    encodeDeployData({
      abi: parseAbi(['constructor(string, string, uint256, uint256)']),
      bytecode: noReturnToken.bytecode as Hex,
      args: ['Silent', 'SLNT', 6n, 10n ** 12n],
    }),
  )

/** The token of 0x, which answers "false" where it fails; 18 decimals. */
export const placeFalseToken = (node: Node, owner: Hex): Promise<Hex> =>
  deploy(node, owner, falseToken.bytecode as Hex)

/** A token that keeps a hundredth; one that lies says in its log that all of it arrived. 6 decimals. */
export const placeFeeToken = (node: Node, owner: Hex, lies: boolean): Promise<Hex> =>
  deploy(
    node,
    owner,
    encodeDeployData({
      abi: parseAbi(['constructor(address, uint256, bool)']),
      bytecode: feeToken.bytecode as Hex,
      args: [owner, 10n ** 12n, lies],
    }),
  )

async function deploy(node: Node, from: Hex, data: Hex): Promise<Hex> {
  const nonce = BigInt(
    (await node.request({ method: 'eth_getTransactionCount', params: [from, 'latest'] })) as Hex,
  )
  await receiptOf(node, { from, data, gas: '0x4c4b40' })
  return getContractAddress({ from, nonce })
}

/** Sends, and waits until it is mined; automining takes a moment after the hash. */
async function receiptOf(node: Node, transaction: Record<string, string>): Promise<void> {
  const hash = await node.request({ method: 'eth_sendTransaction', params: [transaction] })
  for (let turn = 0; turn < 2_000; turn += 1) {
    const receipt = await node.request({ method: 'eth_getTransactionReceipt', params: [hash] })
    if (!receipt) continue
    if ((receipt as { status: string }).status !== '0x1') throw new Error('The token refused a call.')
    return
  }
  throw new Error('The chain does not mine.')
}
