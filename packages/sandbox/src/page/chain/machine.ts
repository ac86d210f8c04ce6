import { createBlock } from '@ethereumjs/block'
import { createCustomCommon, Hardfork, Mainnet } from '@ethereumjs/common'
import { SimpleStateManager } from '@ethereumjs/statemanager'
import { createTx, createTxFromRLP, type TypedTransaction } from '@ethereumjs/tx'
import { Account, bytesToHex, createAddressFromString, hexToBytes } from '@ethereumjs/util'
import { createVM, type RunTxResult, runTx } from '@ethereumjs/vm'
import type { Address, Hex } from 'viem'
import { RpcError } from '../../chain/rpc.ts'

/** Gas of a whole block, as anvil has it. */
export const BLOCK_GAS = 30_000_000n

/** What of a block the machine looks at. */
export interface BlockFacts {
  number: bigint
  /** Seconds since 1970. */
  timestamp: bigint
  baseFee: bigint
}

/** A call as JSON-RPC puts it. */
export interface Call {
  from?: Address
  to?: Address | null
  data?: Hex
  input?: Hex
  value?: Hex
  gas?: Hex
}

export interface MachineLog {
  address: Address
  topics: Hex[]
  data: Hex
}

export interface Outcome {
  succeeds: boolean
  /** What it returned; the reason, where it reverted. */
  returned: Hex
  gasUsed: bigint
  /** Gas that it needed before some was given back. */
  gasNeeded: bigint
  logs: MachineLog[]
  created: Address | null
}

export const noFunds = 'Insufficient funds for gas * price + value'
const zero: Address = `0x${'00'.repeat(20)}`
const rich = 10n ** 24n

/**
 * The state of one chain and a real EVM over it: the tokens' own bytecode runs, with the gas that it costs elsewhere. It signs
 * nothing, and knows neither blocks nor a pool. One thing at a time: whoever asks has to wait for the last answer.
 */
export async function createMachine(chainId: number, funded: readonly Address[]) {
  const common = createCustomCommon({ chainId, name: 'sandbox' }, Mainnet, { hardfork: Hardfork.Prague })
  const state = new SimpleStateManager({ common })
  // 10,000 coins each, as anvil's accounts have.
  for (const address of funded)
    await state.putAccount(createAddressFromString(address), new Account(0n, 10_000n * 10n ** 18n))
  const vm = await createVM({ common, stateManager: state })

  const execute = (tx: TypedTransaction, { number, timestamp, baseFee }: BlockFacts, dry: boolean) =>
    runTx(vm, {
      tx,
      block: createBlock(
        { header: { number, timestamp, baseFeePerGas: baseFee, gasLimit: BLOCK_GAS } },
        { common },
      ),
      skipNonce: dry,
      skipBalance: dry,
    })

  const outcomeOf = ({ execResult, totalGasSpent, gasRefund, createdAddress }: RunTxResult): Outcome => ({
    succeeds: execResult.exceptionError === undefined,
    returned: bytesToHex(execResult.returnValue),
    gasUsed: totalGasSpent,
    gasNeeded: totalGasSpent + gasRefund,
    logs: (execResult.exceptionError ? [] : (execResult.logs ?? [])).map(([address, topics, data]) => ({
      address: bytesToHex(address) as Address,
      topics: topics.map(bytesToHex),
      data: bytesToHex(data),
    })),
    created: createdAddress ? (createdAddress.toString() as Address) : null,
  })

  /** Runs the work and takes back all that it did. */
  async function taken<result>(work: () => Promise<result>): Promise<result> {
    await vm.evm.journal.checkpoint()
    try {
      return await work()
    } finally {
      await vm.evm.journal.revert()
      vm.evm.journal.cleanJournal()
    }
  }

  /** In the caller's name, without a signature; nothing is paid for it. */
  async function pretend(call: Call, block: BlockFacts): Promise<Outcome> {
    const from = createAddressFromString(call.from ?? zero)
    const account = (await state.getAccount(from)) ?? new Account()
    const value = BigInt(call.value ?? '0x0')
    if (value > account.balance) throw new RpcError(-32003, noFunds)
    await state.putAccount(from, new Account(account.nonce, account.balance + rich, account.storageRoot))
    const tx = createTx(
      {
        nonce: account.nonce,
        gasLimit: call.gas ? BigInt(call.gas) : BLOCK_GAS,
        gasPrice: block.baseFee,
        value,
        data: call.input ?? call.data ?? '0x',
        ...(call.to ? { to: call.to } : {}),
      },
      { common, freeze: false },
    )
    Object.assign(tx, { isSigned: () => true, getSenderAddress: () => from })
    return outcomeOf(await execute(tx, block, true))
  }

  const accountOf = async (address: Address) => await state.getAccount(createAddressFromString(address))

  return {
    /** Carries a signed transaction out, for good. */
    run: async (raw: Hex, block: BlockFacts): Promise<Outcome> =>
      outcomeOf(await execute(createTxFromRLP(hexToBytes(raw), { common }), block, false)),
    /** What these calls, one after the other, would do. */
    dryRun: (calls: readonly Call[], block: BlockFacts): Promise<Outcome[]> =>
      taken(async () => {
        const outcomes: Outcome[] = []
        for (const call of calls) outcomes.push(await pretend(call, block))
        return outcomes
      }),
    balanceOf: async (address: Address) => (await accountOf(address))?.balance ?? 0n,
    nonceOf: async (address: Address) => Number((await accountOf(address))?.nonce ?? 0n),
    codeOf: async (address: Address): Promise<Hex> =>
      bytesToHex(await state.getCode(createAddressFromString(address))),
  }
}

export type Machine = Awaited<ReturnType<typeof createMachine>>
