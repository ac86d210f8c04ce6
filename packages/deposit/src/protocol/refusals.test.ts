import { createAssetRegistry } from '@offrampkit/core'
import { merge, type RowField } from '@offrampkit/core/order'
import { describe, expect, test } from 'vitest'
import { approve, fail as failWith, walletError } from '../testing/personas.ts'
import { simToken } from '../testing/sim/chain.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'

/** A bench whose chain answers some reads differently; a function may throw. */
function benchWith(
  answers: Record<string, (params: readonly unknown[]) => unknown>,
  options: Parameters<typeof simBench>[0] = {},
): SimBench {
  const b = simBench(options)
  const { request } = b.node
  b.ports.chains = (network) => ({
    network,
    request: async (args) => {
      const answer = answers[args.method]?.(args.params ?? [])
      return answer === undefined ? request(args) : answer
    },
  })
  return b
}

const told = (b: SimBench, fields: Partial<Record<RowField, string>>, rowId = 'row-1') => ({
  ...b.order,
  facts: merge(b.order.facts, { type: 'row', source: 'poll', at: b.clock.now() + 1, rowId, fields }),
})
const revert = () => {
  throw Object.assign(new Error('execution reverted'), { code: 3 })
}
const fail = () => {
  throw new Error('timeout')
}
const isCall = (selector: string, answer: () => unknown) => (params: readonly unknown[]) =>
  (params[0] as { data?: string }).data?.startsWith(selector) ? answer() : undefined

const word = (value: bigint) => `0x${value.toString(16).padStart(64, '0')}`
/** What `eth_simulateV1` answers to balance, transfer, balance. */
const arrival = (units: bigint, status = '0x1') => [
  {
    calls: [
      { status: '0x1', returnData: word(7n) },
      { status, returnData: '0x' },
      { status: '0x1', returnData: word(7n + units) },
    ],
  },
]

async function refused(b: SimBench, order = b.order, reviewed?: { digest: string }) {
  const error = await b
    .tab()
    .arm(order, b.wallet, reviewed)
    .then(
      () => expect.unreachable('It was armed.'),
      (reason: unknown) => reason as { name: string; code: string; message: string; moneyMoved: string },
    )
  expect(error.name).toBe('OfframpError')
  expect(error.message).toMatch(/^[A-Z].*\. .*\.$/)
  expect(b.wallet.prompts).toHaveLength(0)
  expect(b.locks.size).toBe(0)
  return error.code
}

describe('the wallet', () => {
  test('on another network', async () => {
    const b = simBench()
    b.wallet.chainId = 1
    expect(await refused(b)).toBe('wrong_network')
  })
  test('with another account', async () => {
    const b = simBench()
    b.wallet.accounts = [`0x${'b2'.repeat(20)}`, `0x${'a1'.repeat(20)}`]
    expect(await refused(b)).toBe('wrong_account')
  })
  test('that is locked', async () => {
    const b = simBench()
    b.wallet.accounts = []
    expect(await refused(b)).toBe('wrong_account')
  })
  test('that does not answer', async () => {
    const b = simBench()
    const { request } = b.wallet
    b.wallet.request = (args) => {
      if (args.method !== 'eth_chainId') return request(args)
      queueMicrotask(() => b.clock.advance(60_000))
      return new Promise(() => undefined)
    }
    expect(await refused(b)).toBe('wallet_silent')
  })
  test('that fails', async () => {
    const b = simBench()
    b.wallet.request = () => Promise.reject(new Error('gone'))
    expect(await refused(b)).toBe('wallet_silent')
  })
})

describe('the chain', () => {
  test.each([
    ['a contract as the sender', 'contract_account', { eth_getCode: () => '0x6080' }],
    ['another chain behind the endpoint', 'chain_unreadable', { eth_chainId: () => '0x1' }],
    ['an endpoint that fails', 'chain_unreadable', { eth_blockNumber: fail }],
    ['an endpoint that talks nonsense', 'chain_unreadable', { eth_getTransactionCount: () => 'five' }],
    [
      'too few tokens',
      'insufficient_balance',
      { eth_call: isCall('0x70a08231', () => `0x${'0'.repeat(63)}1`) },
    ],
    ['other decimals', 'token_mismatch', { eth_call: isCall('0x313ce567', () => `0x${'0'.repeat(62)}12`) }],
    ['no decimals', 'token_mismatch', { eth_call: isCall('0x313ce567', revert) }],
    ['no balance to read', 'token_mismatch', { eth_call: isCall('0x70a08231', revert) }],
    ['no token', 'token_mismatch', { eth_call: () => '0x' }],
    ['a token that answers "false"', 'simulation_failed', { eth_call: isCall('0xa9059cbb', () => word(0n)) }],
    ['a token that keeps a fee', 'token_mismatch', { eth_simulateV1: () => arrival(24_999_999n) }],
    ['a transfer that fails', 'simulation_failed', { eth_call: isCall('0xa9059cbb', revert) }],
    ['gas that cannot be estimated', 'simulation_failed', { eth_estimateGas: revert }],
    [
      'a node that estimates nothing for an empty account',
      'insufficient_gas',
      {
        eth_estimateGas: () => {
          throw new Error('insufficient funds for transfer')
        },
      },
    ],
    ['no coin for gas', 'insufficient_gas', { eth_getBalance: () => '0x1' }],
  ])('with %s', async (_, code, answers) => {
    expect(await refused(benchWith(answers))).toBe(code)
  })

  test.each([
    ['says that all of it arrives', () => arrival(25_000_000n)],
    ['does not know the method', fail],
    ['answers with nonsense', () => [{ calls: 'three' }]],
    ['could not simulate it', () => arrival(0n, '0x0')],
  ])('an endpoint that %s stops nothing that eth_call allows', async (_, eth_simulateV1) => {
    const b = benchWith({ eth_simulateV1 })
    expect((await b.tab().arm(b.order, b.wallet)).state).toBe('ready')
  })

  test('twice what gas costs now must be there, beside the value of a native coin', async () => {
    const units = 25n * 10n ** 18n
    const cost = 2n * 60_000n * 10n ** 9n
    const of = (coins: bigint) =>
      benchWith({ eth_getBalance: () => `0x${coins.toString(16)}` }, { asset: 'ETH' })
    expect(await refused(of(units - 1n))).toBe('insufficient_balance')
    expect(await refused(of(units + cost - 1n))).toBe('insufficient_gas')
    const enough = of(units + cost)
    const armed = await enough.tab().arm(enough.order, enough.wallet)
    expect(armed.preflight).toEqual({
      balance: units + cost,
      nativeBalance: units + cost,
      gasLimit: 60_000n,
      gasCost: cost,
    })
  })

  test.each([
    ['tells both', word(10n ** 15n), word(10n ** 14n), 11n * 10n ** 14n],
    ['knows no operator fee', word(10n ** 15n), null, 10n ** 15n],
    ['is too old to tell', null, null, 0n],
  ])(
    'what an OP-stack chain charges beside gas counts as well, where its oracle %s',
    async (_, l1, op, fee) => {
      const units = 25n * 10n ** 18n
      const cost = 2n * (60_000n * 10n ** 9n + fee)
      const oracle: Record<string, string | null> = {
        [`0xf1c7a58b${word(121n).slice(2)}`]: l1,
        [`0x275aedd2${word(60_000n).slice(2)}`]: op,
      }
      const of = (coins: bigint) =>
        benchWith(
          {
            eth_getBalance: () => `0x${coins.toString(16)}`,
            eth_call: ([call]) => {
              const { to, data = '' } = call as { to: string; data?: string }
              return to === '0x420000000000000000000000000000000000000f'
                ? (oracle[data] ?? revert())
                : undefined
            },
          },
          { asset: 'ETH' },
        )
      expect(await refused(of(units + cost - 1n))).toBe('insufficient_gas')
      const enough = of(units + cost)
      expect((await enough.tab().arm(enough.order, enough.wallet)).preflight.gasCost).toBe(cost)
    },
  )

  test('a fee that cannot be read is not taken for none', async () => {
    const b = benchWith({
      eth_call: ([call]) => ((call as { to: string }).to.endsWith('000f') ? fail() : undefined),
    })
    expect(await refused(b)).toBe('chain_unreadable')
  })

  test('an account with an EIP-7702 designator is an account', async () => {
    const code = ([address]: readonly unknown[]) =>
      address === simToken ? undefined : `0xef0100${'11'.repeat(20)}`
    const b = benchWith({ eth_getCode: code })
    expect((await b.tab().arm(b.order, b.wallet)).state).toBe('ready')
  })

  test('a deposit address may be a contract, but not a token', async () => {
    const b = benchWith({ eth_getCode: ([address]) => (address === b.order.sender ? '0x' : '0x6080') })
    expect(await refused(b)).toBe('instruction_refused')
    const plain = benchWith({
      eth_getCode: ([address]) => (address === plain.order.sender ? '0x' : '0x6080'),
      eth_call: ([call]) => ((call as { to: string }).to.toLowerCase() === plain.to ? '0x' : undefined),
    })
    expect((await plain.tab().arm(plain.order, plain.wallet)).state).toBe('ready')
  })

  test('with a transaction waiting there is no pin', async () => {
    const b = simBench()
    b.chain.send({ from: b.order.sender, to: b.order.sender, value: 0n, data: '0x' })
    const { attemptId } = await b.tab().arm(b.order, b.wallet)
    expect((await b.tab().attempts(b.order.orderId))[0]).toMatchObject({ attemptId, pin: null, nonce: 0 })
  })

  test('no endpoint for the network', async () => {
    const b = simBench()
    b.ports.chains = () => null
    expect(await refused(b)).toBe('unsupported_network')
  })
})

describe('the order', () => {
  test('that has no row', async () => {
    const b = simBench()
    expect(await refused(b, { ...b.order, facts: { steps: {}, rows: {}, transfers: {}, reports: {} } })).toBe(
      'no_instruction',
    )
  })
  test('of which the address changed', async () => {
    const b = simBench()
    expect(await refused(b, told(b, { to: `0x${'d1'.repeat(20)}` }))).toBe('instruction_changed')
  })
  test('that another transaction paid', async () => {
    const b = simBench()
    expect(await refused(b, told(b, { txHash: `0x${'12'.repeat(32)}` }))).toBe('attempt_unproven')
  })
  test('of which a transfer went astray', async () => {
    const b = simBench()
    const facts = merge(b.order.facts, {
      type: 'transfer',
      source: 'chain',
      at: b.clock.now(),
      network: b.network.id,
      asset: b.asset.address,
      from: b.order.sender,
      to: `0x${'d1'.repeat(20)}`,
      units: '25000000',
      txHash: `0x${'12'.repeat(32)}`,
      logIndex: 0,
      blockNumber: 9,
      blockHash: `0x${'34'.repeat(32)}`,
      standing: 'included',
      differs: 'recipient',
    })
    await expect(b.tab().arm({ ...b.order, facts }, b.wallet)).rejects.toMatchObject({
      code: 'attempt_unproven',
      moneyMoved: 'maybe',
    })
  })
  test.each([
    ['paid', 'yes'],
    ['failed', 'no'],
  ] as const)('that the provider calls %s, with the word about the money', async (state, moneyMoved) => {
    const b = simBench()
    const row = {
      type: 'row',
      source: 'poll',
      at: b.clock.now() + 1,
      rowId: 'row-1',
      state,
      fields: {},
    } as const
    const order = { ...b.order, facts: merge(b.order.facts, row) }
    await expect(b.tab().arm(order, b.wallet)).rejects.toMatchObject({ code: 'order_ended', moneyMoved })
  })
  test('whose time is over, less the margin', async () => {
    const b = simBench()
    b.clock.advance(1_800_000 - 180_000)
    expect(await refused(b, { ...b.order, serverNow: b.clock.now() })).toBe('order_expired')
  })
  test('that was read long ago, where no server compares it', async () => {
    const b = simBench()
    b.clock.advance(120_000)
    expect(await refused(b)).toBe('arm_lapsed')
    expect((await b.tab().arm({ ...b.order, serverNow: b.clock.now() }, b.wallet)).state).toBe('ready')
  })
  test('whose asset is not configured', async () => {
    const b = simBench()
    b.ports.registry = createAssetRegistry({ networks: [b.network], assets: [] })
    expect(await refused(b)).toBe('instruction_refused')
  })
  test('that is not what was reviewed', async () => {
    const b = simBench()
    expect(await refused(b, b.order, { digest: `0x${'00'.repeat(32)}` })).toBe('instruction_changed')
  })
  test('that another device has begun', async () => {
    const b = simBench()
    const { attemptId } = await b.tab().arm(b.order, b.wallet)
    const attempts = await b.tab().attempts(b.order.orderId)
    const other = simBench({ order: { attempts } })
    expect(attempts[0]?.attemptId).toBe(attemptId)
    expect(await refused(other)).toBe('attempt_active')
  })
})

describe('the ledger', () => {
  test('that cannot be written', async () => {
    const b = simBench()
    b.ports.ledger = {
      ...b.ports.ledger,
      compareAndSet: () => Promise.reject(new Error('QuotaExceededError')),
    }
    expect(await refused(b)).toBe('ledger_unavailable')
  })
  test('that cannot be read', async () => {
    const b = simBench()
    b.ports.ledger = { ...b.ports.ledger, read: () => Promise.reject(new Error('gone')) }
    expect(await refused(b)).toBe('ledger_unavailable')
    await expect(b.tab().reconcile(b.order)).rejects.toMatchObject({ code: 'ledger_unavailable' })
  })
  test('that cannot be read any more after a send: nobody claims that nothing was sent', async () => {
    const b = simBench()
    b.wallet.persona = approve
    await (await b.tab().arm(b.order, b.wallet)).fire()
    b.ports.ledger = { ...b.ports.ledger, read: () => Promise.reject(new Error('gone')) }
    const error = await b
      .tab()
      .arm(b.order, b.wallet)
      .catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'ledger_unavailable', moneyMoved: 'maybe' })
    expect(String(error)).not.toContain('Nothing was sent')
  })
  test('that is cleared while an attempt that was set aside is looked for', async () => {
    for (let gone = 1; gone <= 12; gone += 1) {
      const b = simBench()
      const ports = { ...b.ports, keepsNonce: () => true }
      b.wallet.persona = failWith(walletError(-32603))
      const { attemptId } = await (await b.tab(ports).arm(b.order, b.wallet)).fire()
      await b.tab(ports).attest(b.order, attemptId)
      let reads = 0
      const { ledger } = b.ports
      const wiped = {
        ...ledger,
        read(orderId: string) {
          reads += 1
          if (reads === gone) b.rows.clear()
          return ledger.read(orderId)
        },
      }
      const armed = await b
        .tab({ ...ports, ledger: wiped })
        .arm(b.order, b.wallet)
        .catch(() => null)
      // Cleared after it was written ahead and read back, or not at all: then it may be asked for, with the same nonce.
      const [first] = b.wallet.prompts
      await armed?.fire()
      if (b.wallet.prompts.length > 1)
        expect(b.wallet.prompts[1]?.parameters.nonce).toBe(first?.parameters.nonce)
      if (armed && gone < 5) expect.unreachable(`armed although the ledger was cleared at read ${gone}`)
    }
  })
  test('that pretends to write', async () => {
    const b = simBench()
    b.ports.ledger = { ...b.ports.ledger, compareAndSet: async () => true }
    expect(await refused(b)).toBe('ledger_unavailable')
  })
  test('in which another tab was first, where there are no locks', async () => {
    const b = simBench()
    b.ports.ledger = { ...b.ports.ledger, compareAndSet: async () => false }
    expect(await refused(b)).toBe('lock_held')
  })
  test('that never saw this order, where no server keeps the attempts', async () => {
    const b = simBench()
    b.rows.clear()
    expect(await refused(b)).toBe('attempt_unproven')
    expect(await b.tab().reconcile(b.order)).toMatchObject({ attempts: [], unreadable: 'no_ledger_row' })
    await b.tab().claim(b.order.orderId)
    await b.tab().claim(b.order.orderId)
    expect(await b.tab().reconcile(b.order)).toMatchObject({ attempts: [], unreadable: null })
    expect((await b.tab().arm(b.order, b.wallet)).state).toBe('ready')
  })
})

test('the lock that another tab holds', async () => {
  const b = simBench()
  b.locks.set(`offramp:${b.order.orderId}`, 'another tab')
  await expect(b.tab().arm(b.order, b.wallet)).rejects.toMatchObject({
    code: 'lock_held',
    moneyMoved: 'maybe',
  })
  expect(b.rows.get(b.order.orderId)?.attempts).toEqual([])
})
