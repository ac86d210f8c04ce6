import { expect, test } from 'vitest'
import { attemptOf } from '../../test/orders.ts'
import {
  type AttemptPhase,
  type AttemptView,
  joinAttempts,
  type NonSendProof,
  provenUnsent,
} from './attempt.ts'

const phases: readonly AttemptPhase[] = ['armed', 'prompting', 'hash', 'unknown', 'rejected', 'dead']
const proofs: readonly (NonSendProof | undefined)[] = [undefined, 'P1', 'P2', 'P3', 'P4', 'P5', 'P6']
const all: readonly AttemptView[] = phases.flatMap((phase) =>
  proofs.map((proof) => attemptOf({ phase, ...(proof === undefined ? {} : { proof }) })),
)

test('joining never makes a proof: what nobody proved here, or what the server saw sent, stays unproven', () => {
  for (const local of all)
    for (const remote of all) {
      const [joined, more] = joinAttempts([local], [remote]) as [AttemptView, AttemptView?]
      expect(more).toBeUndefined()
      if (!provenUnsent(joined)) continue
      expect(provenUnsent(local), `${local.phase}/${local.proof} ${remote.phase}/${remote.proof}`).toBe(true)
      if (remote.phase === 'hash')
        expect(local).toMatchObject({ proof: 'P4', ...(remote.txHash ? { txHash: remote.txHash } : {}) })
    }
})

test('what only one side knows is kept', () => {
  const theirs = attemptOf({ attemptId: 'CCCCCCCCCCCCCCCCCCCCCA', phase: 'prompting' })
  const mine = attemptOf()
  expect(
    joinAttempts([mine], [theirs])
      .map((one) => one.attemptId)
      .sort(),
  ).toEqual([mine.attemptId, theirs.attemptId].sort())
  expect(joinAttempts([], [theirs])).toEqual([theirs])
  expect(joinAttempts([mine], [])).toEqual([mine])
  expect(joinAttempts([mine], [attemptOf({ phase: 'hash' })])).toEqual([attemptOf({ phase: 'hash' })])
})

test('a transfer that reverted says nothing about another one that the same wallet sent since', () => {
  const [one, two] = [`0x${'a1'.repeat(32)}`, `0x${'b2'.repeat(32)}`]
  const reverted = attemptOf({ phase: 'dead', proof: 'P4', txHash: one })
  expect(joinAttempts([reverted], [attemptOf({ phase: 'hash', txHash: one })])).toEqual([reverted])
  const other = attemptOf({ phase: 'hash', txHash: two })
  expect(joinAttempts([reverted], [other])).toEqual([other])
})
