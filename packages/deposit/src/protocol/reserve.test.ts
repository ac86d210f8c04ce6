import type { DepositsBackend, FindResult, ReportParameters } from '@offrampkit/core/api'
import { type AttemptView, provenUnsent } from '@offrampkit/core/order'
import { expect, test } from 'vitest'
import { approve, lie, reject } from '../testing/personas.ts'
import { SimServer } from '../testing/sim/server.ts'
import { type SimBench, simBench } from '../testing/simBench.ts'

const rest = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A bench with a server that keeps attempts; `changes` breaks parts of it. */
function served(changes: (deposits: DepositsBackend) => Partial<DepositsBackend> = () => ({})) {
  const b = simBench()
  const server = new SimServer(b.order, true, () => b.clock.now())
  const deposits = server.deposits()
  if (!deposits) throw new Error('This server keeps attempts.')
  b.rows.clear()
  b.ports.deposits = { ...deposits, ...changes(deposits) }
  return { b, server, tab: () => b.tab({ deposits: { ...deposits, ...changes(deposits) } }) }
}
const phases = (attempts: readonly AttemptView[]) => attempts.map((attempt) => attempt.phase)
/** The attempts as a page knew them before anybody looked again. */
const refused = (server: SimServer): AttemptView[] =>
  server.view().attempts.map((attempt) => ({ ...attempt, phase: 'rejected', proof: 'P1' }))
const local = (b: SimBench) => b.rows.get(b.order.orderId)?.attempts ?? []

test('a second device is refused, and told what to look for', async () => {
  const { b, server, tab } = served()
  const armed = await tab().arm(b.order, b.wallet)
  const elsewhere = simBench()
  elsewhere.rows.clear()
  const { deposits } = b.ports
  const random = (length: number) => new Uint8Array(length).fill(7)
  await expect(
    elsewhere.tab({ random, ...(deposits ? { deposits } : {}) }).arm(b.order, elsewhere.wallet),
  ).rejects.toMatchObject({
    code: 'attempt_active',
    details: { attemptId: armed.attemptId, sender: b.order.sender, fromBlock: '4', nonce: '0', pin: '0' },
  })
  expect(phases(server.view().attempts)).toEqual(['armed'])
  await rest()
  expect(local(elsewhere)[0]).toMatchObject({ phase: 'dead', proof: 'P3' })
})

test('the server hears of every end, and then lets the next attempt go', async () => {
  const { b, server, tab } = served()
  b.wallet.persona = reject
  await (await tab().arm(b.order, b.wallet)).fire()
  await rest()
  expect(phases(server.view().attempts)).toEqual(['rejected'])
  b.wallet.persona = approve
  await (await tab().arm(b.order, b.wallet)).fire()
  await rest()
  expect(phases(server.view().attempts)).toEqual(['rejected', 'hash'])
})

test('a lost report is made good when the next attempt is refused for it', async () => {
  let lost = true
  const reports: ReportParameters[] = []
  const { b, server, tab } = served((deposits) => ({
    report: async (parameters) => {
      reports.push(parameters)
      if (lost) throw new Error('The network is down.')
      return deposits.report(parameters)
    },
  }))
  b.wallet.persona = reject
  await (await tab().arm(b.order, b.wallet)).fire()
  await rest()
  expect(phases(server.view().attempts)).toEqual(['armed'])
  lost = false
  expect((await tab().arm(b.order, b.wallet)).state).toBe('ready')
  expect(reports.at(-1)).toMatchObject({ phase: 'rejected', proof: 'P1' })
  expect(server.view().attempts.filter((attempt) => !provenUnsent(attempt))).toHaveLength(1)
})

test('other devices hear that a wallet is being asked, if not at once then at the next look', async () => {
  let lost = true
  const { b, server, tab } = served((deposits) => ({
    report: async (parameters) => {
      if (lost) throw new Error('The network is down.')
      return deposits.report(parameters)
    },
  }))
  const asking = tab()
  void (await asking.arm(b.order, b.wallet)).fire()
  await rest()
  expect(phases(server.view().attempts)).toEqual(['armed'])
  lost = false
  await asking.reconcile(server.view())
  await rest()
  expect(phases(server.view().attempts)).toEqual(['prompting'])

  const { b: another, server: heard, tab: open } = served()
  void (await open().arm(another.order, another.wallet)).fire()
  await rest()
  expect(phases(heard.view().attempts)).toEqual(['prompting'])
})

test('a reservation whose answer was lost leaves nothing that could fire', async () => {
  let lost = true
  const { b, server, tab } = served((deposits) => ({
    reserve: async (parameters) => {
      const answer = await deposits.reserve(parameters)
      if (lost) throw new Error('The answer was lost.')
      return answer
    },
  }))
  await expect(tab().arm(b.order, b.wallet)).rejects.toMatchObject({ code: 'backend_unreachable' })
  await rest()
  expect(local(b)[0]).toMatchObject({ phase: 'dead', proof: 'P3' })
  lost = false
  expect((await tab().arm(b.order, b.wallet)).state).toBe('ready')
  expect(phases(server.view().attempts)).toEqual(['dead', 'armed'])
})

test('a server that never answers is not waited for without end', async () => {
  const { b, tab } = served(() => ({
    reserve: () => {
      queueMicrotask(() => b.clock.advance(20_000))
      return new Promise(() => undefined)
    },
  }))
  await expect(tab().arm(b.order, b.wallet)).rejects.toMatchObject({
    code: 'backend_unreachable',
    moneyMoved: 'no',
  })
})

test('another device finds the money by what the server kept', async () => {
  const { b, server, tab } = served()
  void (await tab().arm(b.order, b.wallet)).fire()
  await b.wallet.prompts[0]?.broadcast()
  b.mine()
  const elsewhere = simBench()
  elsewhere.rows.clear()
  const { chains, deposits } = b.ports
  const state = await elsewhere.tab({ chains, ...(deposits ? { deposits } : {}) }).reconcile(server.view())
  await rest()
  expect(Object.values(state.facts.transfers)).toHaveLength(1)
  expect(server.view().attempts[0]).toMatchObject({ phase: 'hash', txHash: b.arrived()[0]?.hash })
})

test('where the browser cannot read the chain, the server looks', async () => {
  const txHash = `0x${'ab'.repeat(32)}`
  const { b } = served()
  const { deposits } = b.ports
  if (!deposits) throw new Error('This server keeps attempts.')
  let answer: FindResult = { status: 'none_yet', scannedTo: 1 }
  const tab = b.tab({ deposits: { ...deposits, find: async () => answer } })
  void (await tab.arm(b.order, b.wallet)).fire()
  b.locks.clear()
  const blind = b.tab({
    deposits: { ...deposits, find: async () => answer },
    chains: (network) => ({ network, request: () => Promise.reject(new Error('down')) }),
  })
  expect(await blind.reconcile(b.order)).toMatchObject({
    attempts: [{ phase: 'unknown' }],
    unreadable: 'down',
  })
  answer = { status: 'found', txHash }
  expect(await blind.reconcile(b.order)).toMatchObject({
    attempts: [{ phase: 'hash', txHash }],
    unreadable: null,
  })
})

test('a refusal that only the server remembers is looked after too: its wallet may have lied', async () => {
  const { b, server, tab } = served()
  b.wallet.persona = lie
  await (await tab().arm(b.order, b.wallet)).fire()
  await rest()
  b.mine()
  expect(phases(server.view().attempts)).toEqual(['rejected'])
  // Another device, or this one after its storage was cleared.
  b.rows.clear()
  b.notes.clear()
  b.wallet.persona = approve
  expect(Object.values((await tab().reconcile(server.view())).facts.transfers)).toHaveLength(1)
  await expect(tab().arm({ ...server.view(), attempts: refused(server) }, b.wallet)).rejects.toMatchObject({
    code: 'attempt_unproven',
  })
  b.mine()
  expect(b.arrived()).toHaveLength(1)
})

test('money of a refused attempt that another device finds is reported as what it is, and as nothing else', async () => {
  const { b, server, tab } = served()
  b.wallet.persona = lie
  await (await tab().arm(b.order, b.wallet)).fire()
  await rest()
  expect(server.view().attempts[0]).toMatchObject({ phase: 'rejected', proof: 'P1' })
  b.mine()
  const reports: ReportParameters[] = []
  const elsewhere = simBench()
  elsewhere.rows.clear()
  const deposits = server.deposits() as DepositsBackend
  const report: DepositsBackend['report'] = (parameters) => {
    reports.push(parameters)
    return deposits.report(parameters)
  }
  const { chains } = b.ports
  await elsewhere.tab({ chains, deposits: { ...deposits, report } }).reconcile(server.view())
  await rest()
  expect(reports).toMatchObject([{ phase: 'hash', txHash: b.arrived()[0]?.hash }])
  // The server refuses a proof, or the user's word, beside a transaction.
  expect(reports[0]).not.toHaveProperty('proof')
  expect(reports[0]).not.toHaveProperty('attested')
})
