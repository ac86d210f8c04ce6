import { type Address, type Hex, numberToHex } from 'viem'
import { RpcError } from '../../chain/rpc.ts'
import { sandboxAccounts } from './accounts.ts'
import { describeBlock, describeReceipt, describeTransaction, logsOf } from './answers.ts'
import { nextFacts } from './blocks.ts'
import { createLedger, fits, type LogFilter } from './ledger.ts'
import { type Call, createMachine, noFunds } from './machine.ts'
import { mineBlock } from './miner.ts'
import { createPool, readRaw } from './pool.ts'
import { signMessage, signTransaction } from './signing.ts'

/** A chain inside of the page. */
export interface PageChain {
  readonly chainId: number
  /** JSON-RPC. Throws `RpcError` for what a node would refuse. */
  request(method: string, params?: readonly unknown[]): Promise<unknown>
}

/** Gas of the tip that a node suggests. */
const tip = 1_000_000_000n

/**
 * Starts a chain in memory: a real EVM, ten unlocked accounts with coins, and the JSON-RPC that a sale needs. It mines when it is
 * told to, by `evm_mine`. It keeps the newest state alone, and no proofs.
 */
export async function startPageChain(options: { chainId: number; now(): number }): Promise<PageChain> {
  const { chainId } = options
  const seconds = () => BigInt(Math.floor(options.now() / 1000))
  const accounts = sandboxAccounts()
  const machine = await createMachine(
    chainId,
    accounts.map((account) => account.address),
  )
  const ledger = createLedger(seconds())
  const pool = createPool()

  const mustBeNewest = (tag: unknown) => {
    if (ledger.heightOf(tag) !== Number(ledger.head().number))
      throw new RpcError(-32000, 'This chain keeps its newest state alone.')
  }
  const next = () => nextFacts(ledger.head(), seconds())
  const gasPrice = () => next().baseFee + tip
  const pendingNonce = (from: string) =>
    pool.nonceAfter(from, ledger.nonceAt(from, Number(ledger.head().number)))

  async function call(asked: Call) {
    const [outcome] = await machine.dryRun([asked], next())
    if (outcome?.succeeds) return outcome
    throw new RpcError(3, 'execution reverted', outcome?.returned ?? '0x')
  }

  /** What the call needs: gas that is given back has to be there first. */
  async function estimate(asked: Call): Promise<Hex> {
    const { gasNeeded } = await call(asked)
    const [enough] = await machine.dryRun([{ ...asked, gas: numberToHex(gasNeeded) }], next())
    // A call inside of it is handed 63 of 64 parts of what is left.
    return numberToHex(enough?.succeeds ? gasNeeded : (gasNeeded * 64n) / 63n + 2300n)
  }

  const sign = (asked: Record<string, unknown>) =>
    signTransaction(accounts, asked, {
      chainId,
      nonce: async (from) => pendingNonce(from),
      gas: (unfilled) => estimate(unfilled as Call),
      gasPrice: gasPrice(),
    })

  async function submit(raw: Hex): Promise<Hex> {
    const transaction = await readRaw(raw)
    const { from, value, gas, maxFee } = transaction
    if (value + gas * maxFee > (await machine.balanceOf(from))) throw new RpcError(-32003, noFunds)
    pool.add(transaction, ledger.nonceAt(transaction.from, Number(ledger.head().number)))
    return transaction.hash
  }

  function find(hash: string) {
    const waits = pool.find(hash)
    if (waits) return describeTransaction(waits, null, next().baseFee)
    const place = ledger.placeOf(hash)
    return place ? describeTransaction(place.mined.transaction, place.block, place.block.baseFee) : null
  }

  function logs(filter: LogFilter) {
    const block = filter.blockHash ? ledger.byHash(filter.blockHash) : null
    const from = block ? Number(block.number) : ledger.heightOf(filter.fromBlock)
    const to = block ? Number(block.number) : ledger.heightOf(filter.toBlock)
    return ledger.between(from, to).flatMap((one) => logsOf(one).filter((log) => fits(filter, log)))
  }

  async function simulate(asked: { blockStateCalls?: readonly { calls?: readonly Call[] }[] }) {
    const calls = asked.blockStateCalls?.[0]?.calls ?? []
    if ((asked.blockStateCalls?.length ?? 0) > 1)
      throw new RpcError(-32602, 'This chain simulates one block at a time.')
    const outcomes = await machine.dryRun(calls, next())
    return [
      {
        calls: outcomes.map(({ succeeds, returned, gasUsed }) => ({
          status: succeeds ? '0x1' : '0x0',
          returnData: returned,
          gasUsed: numberToHex(gasUsed),
        })),
      },
    ]
  }

  async function answer(method: string, params: readonly unknown[]): Promise<unknown> {
    const [first, second] = params
    const address = () => String(first).toLowerCase() as Address
    switch (method) {
      case 'eth_chainId':
        return numberToHex(chainId)
      case 'net_version':
        return String(chainId)
      case 'eth_accounts':
        return accounts.map((account) => account.address)
      case 'eth_blockNumber':
        return numberToHex(ledger.head().number)
      case 'eth_gasPrice':
        return numberToHex(gasPrice())
      case 'eth_maxPriorityFeePerGas':
        return numberToHex(tip)
      case 'eth_syncing':
        return false
      case 'eth_getBalance':
        mustBeNewest(second)
        return numberToHex(await machine.balanceOf(address()))
      case 'eth_getCode':
        mustBeNewest(second)
        return await machine.codeOf(address())
      case 'eth_getTransactionCount': {
        if (second === 'pending') return numberToHex(pendingNonce(address()))
        const height = ledger.heightOf(second)
        if (height > Number(ledger.head().number)) throw new RpcError(-32602, 'BlockOutOfRangeError')
        return numberToHex(ledger.nonceAt(address(), height))
      }
      case 'eth_call':
        mustBeNewest(second)
        return (await call(first as Call)).returned
      case 'eth_estimateGas':
        return await estimate(first as Call)
      case 'eth_simulateV1':
        return await simulate(first as object)
      case 'eth_getBlockByNumber': {
        const block = ledger.at(ledger.heightOf(first))
        return block && describeBlock(block, second === true)
      }
      case 'eth_getBlockByHash': {
        const block = ledger.byHash(String(first))
        return block && describeBlock(block, second === true)
      }
      case 'eth_getTransactionByHash':
        return find(String(first))
      case 'eth_getTransactionReceipt': {
        const place = ledger.placeOf(String(first))
        return place && describeReceipt(place.block, place.mined)
      }
      case 'eth_getLogs':
        return logs(first as LogFilter)
      case 'eth_sendRawTransaction':
        return await submit(first as Hex)
      case 'eth_signTransaction':
        return await sign(first as Record<string, unknown>)
      case 'eth_sendTransaction':
        return await submit(await sign(first as Record<string, unknown>))
      case 'personal_sign':
      case 'eth_signTypedData_v4':
        return await signMessage(accounts, method, params)
      case 'evm_mine':
        await mineBlock(machine, ledger, pool, seconds())
        return '0x0'
      default:
        throw new RpcError(-32601, `The chain in this page does not know ${method}.`)
    }
  }

  // One at a time, in the order asked: a read must not see the half of what a transaction does.
  let last: Promise<unknown> = Promise.resolve()
  return {
    chainId,
    request(method, params = []) {
      const mine = last.then(() => answer(method, params))
      last = mine.catch(() => undefined)
      return mine
    },
  }
}
