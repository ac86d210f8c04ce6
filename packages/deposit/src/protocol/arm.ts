import type { OrderView } from '@offrampkit/core/api'
import type { DepositInstruction } from '@offrampkit/core/deposit'
import { createId, isSetAside } from '@offrampkit/core/order'
import type { ArmedDeposit } from '../depositor.ts'
import type { LedgerAttempt, LedgerRow } from '../ports/ledger.ts'
import type { WalletPort } from '../ports/wallet.ts'
import { blocks } from './blocks.ts'
import { type Context, type LiveAttempt, lockName } from './context.ts'
import { disarm } from './disarm.ts'
import { fire } from './fire.ts'
import { gate } from './gate.ts'
import type { Ahead } from './looking.ts'
import { type Checked, check } from './preflight.ts'
import { append, readRow } from './record.ts'
import { recover } from './recover.ts'
import { Refusal, refusal } from './refusal.ts'
import { reserve } from './reserve.ts'
import { encodeDeposit } from './transaction.ts'

/** What was checked is fresh for this long. */
const freshMs = 45_000

/**
 * Prepares one attempt: lock, earlier attempts, fresh reads, write-ahead, reservation. Asks the wallet for nothing but
 * its network and account.
 */
export async function arm(
  context: Context,
  order: OrderView,
  wallet: WalletPort,
  reviewed: { digest: string } | undefined,
): Promise<ArmedDeposit> {
  const { ports } = context
  const { orderId } = order
  // A review that was closed a moment ago may still be letting go of its lock.
  for (const other of [...context.live.values()]) if (other.orderId === orderId) await other.buried
  const unlock = await ports.lock.tryAcquire(lockName(orderId))
  if (!unlock) throw refusal('lock_held')
  let live: LiveAttempt | undefined
  let local: readonly LedgerAttempt[] = []
  const all = () => [...local, ...order.attempts]
  try {
    let row = await recover(context, orderId, await readRow(context, orderId), true)
    if (!row && !ports.deposits) throw refusal('attempt_unproven', { details: { reason: 'no_ledger_row' } })
    local = row?.attempts ?? []
    let instruction = gate(context, order, local)
    let ahead: Ahead | undefined
    // A page that never leads back may be open beside ours: the look decides.
    if (
      !order.capabilities.returnsUser ||
      all().some(({ phase, attested }) => phase === 'rejected' || attested)
    ) {
      ahead = await lookBefore(context, order, local, instruction)
      // It may have settled something.
      row = ahead.row
      local = row?.attempts ?? []
      instruction = gate(context, order, local)
    }
    if (reviewed && reviewed.digest !== instruction.digest) throw refusal('instruction_changed')

    const transaction = encodeDeposit(instruction)
    const chain = ports.chains(instruction.asset.network)
    if (!chain) throw refusal('unsupported_network')
    const checked = await check(ports, chain, wallet, instruction, order.sender, transaction)
    ahead?.checkPin(wallet.id, checked.pin, local)
    live = prepare(context, order, wallet, instruction, checked, unlock)
    await write(context, order, row, live)
    return handle(context, live, checked)
  } catch (error) {
    if (live) disarm(context, live)
    else unlock()
    if (error instanceof Refusal) error.beside = all().some(isSetAside)
    throw error
  }
}

/** Looking is a chunk of its own: most orders are sent in one go. */
async function lookBefore(
  context: Context,
  order: OrderView,
  local: readonly LedgerAttempt[],
  due: DepositInstruction,
): Promise<Ahead> {
  const { lookAhead } = await import('./looking.ts').catch((cause) => {
    throw refusal('chain_unreadable', { cause })
  })
  return lookAhead(context, order, local, due)
}

/** Makes the attempt. From here on the page's end disarms it, also while it is still being written. */
function prepare(
  context: Context,
  order: OrderView,
  wallet: WalletPort,
  instruction: DepositInstruction,
  { fromBlock, nonce, noncePending, pin }: Checked,
  unlock: () => void,
): LiveAttempt {
  const { ports } = context
  const now = Math.round(ports.clock.now())
  const attempt: LedgerAttempt = {
    attemptId: createId(ports.random),
    phase: 'armed',
    digest: instruction.digest,
    sender: order.sender,
    fromBlock,
    nonce,
    noncePending,
    pin,
    startedAt: now,
    walletId: wallet.id,
    tabId: ports.tabId,
    transaction: encodeDeposit(instruction),
  }
  const undo: (() => void)[] = [unlock]
  const live: LiveAttempt = {
    orderId: order.orderId,
    instruction,
    shot: context.guard(wallet),
    attempt,
    lapsesAt: lapseOf(instruction, order, now),
    outcome: null,
    buried: null,
    release: () => {
      for (const release of undo.splice(0)) release()
    },
  }
  undo.push(ports.clock.after(Math.max(live.lapsesAt - now, 0), () => disarm(context, live)))
  if (ports.page) undo.push(ports.page.onHide(() => disarm(context, live)))
  context.live.set(attempt.attemptId, live)
  return live
}

function lapseOf({ deadlines }: DepositInstruction, { rules }: OrderView, now: number): number {
  return Math.min(
    now + freshMs,
    deadlines.order === null ? Number.POSITIVE_INFINITY : deadlines.order - rules.marginMs,
  )
}

/** Durably here, then at the server; only then may the button be enabled. */
async function write(
  context: Context,
  order: OrderView,
  row: LedgerRow | null,
  live: LiveAttempt,
): Promise<void> {
  if (row?.attempts.some(blocks)) throw refusal('attempt_unproven')
  await append(context, order.orderId, row, live.attempt)
  const { shot } = live
  if (shot.state === 'ready') await reserve(context, order.orderId, live.attempt, row?.attempts ?? [])
  if (shot.state !== 'ready') throw refusal('arm_lapsed')
}

function handle(context: Context, live: LiveAttempt, { preflight }: Checked): ArmedDeposit {
  return {
    attemptId: live.attempt.attemptId,
    instruction: live.instruction,
    preflight,
    lapsesAt: live.lapsesAt,
    fire: () => fire(context, live),
    disarm: () => disarm(context, live),
    get state() {
      return live.shot.state
    },
  }
}
