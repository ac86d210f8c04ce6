import { expect, it } from 'vitest'
import { createReleases } from './releases.ts'

/** Places whose release is answered when the test says so. */
function somePlaces(atOnce = false) {
  const releases = createReleases({ atOnce })
  const asked: string[] = []
  const answers = new Map<string, () => void>()
  const end = (userId: string, name = userId) =>
    releases.add(userId, {
      renew: async () => true,
      release: () => {
        asked.push(name)
        return new Promise((resolve) => answers.set(name, resolve))
      },
    })
  const answer = async (name: string) => {
    answers.get(name)?.()
    await settled()
  }
  return { releases, asked, end, answer }
}

/** Until all that can go on without another answer has gone on. */
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('thousands that end at once are let go of one after the other', async () => {
  const { asked, end, answer } = somePlaces()
  for (let at = 0; at < 1_000; at++) end(`user ${at}`)
  await settled()
  expect(asked).toEqual(['user 0'])
  await answer('user 0')
  expect(asked).toEqual(['user 0', 'user 1'])
})

it('a user who needs a place does not wait for those of others, who may be many and slow', async () => {
  const { releases, asked, end, answer } = somePlaces()
  for (let at = 0; at < 1_000; at++) end(`user ${at}`)
  end('alice', 'one of hers')
  end('alice', 'another')
  const gone = releases.of('alice')
  expect(asked).toEqual(['user 0', 'one of hers', 'another'])
  await answer('one of hers')
  await answer('another')
  await gone
  expect(asked).toHaveLength(3)
})

it('what is under way is waited for, and asked once', async () => {
  const { releases, asked, end, answer } = somePlaces()
  end('alice', 'first')
  end('alice', 'second')
  let gone = false
  void releases.of('alice').then(() => {
    gone = true
  })
  await answer('second')
  expect(gone).toBe(false)
  await answer('first')
  expect([gone, asked]).toEqual([true, ['first', 'second']])
  end('alice', 'third')
  expect(asked.at(-1)).toBe('third')
})

it('one that cannot be let go of holds up nobody', async () => {
  const { releases, asked, end } = somePlaces()
  releases.add('alice', { renew: async () => true, release: () => Promise.reject(new Error('gone')) })
  await releases.of('alice')
  end('bob')
  await settled()
  expect(asked).toEqual(['bob'])
})

it('where requests stand apart each is let go of by its own, and nobody waits', async () => {
  const { releases, asked, end } = somePlaces(true)
  end('alice')
  end('bob')
  await releases.of('alice')
  expect(asked).toEqual(['alice', 'bob'])
})
