import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { temporaryFolder } from '../../test/temporaryFolder.ts'
import { openFile } from './sqliteFile.ts'
import { groupWrites } from './sqliteGroups.ts'

const endings: (() => void)[] = []
afterEach(() => {
  for (const end of endings.splice(0).reverse()) end()
})

/** A file with names in it, the groups over one connection, what that one was told, and a second connection. */
function names(busyMs = 5_000) {
  const folder = temporaryFolder()
  endings.push(folder.remove)
  const path = join(folder.path, 'names.db')
  const db = openFile(path)
  db.exec('CREATE TABLE names (name TEXT PRIMARY KEY, body BLOB) STRICT; PRAGMA busy_timeout = 0')
  const other = new DatabaseSync(path)
  endings.push(
    () => db.close(),
    () => other.close(),
  )
  const groups = groupWrites(db, busyMs)
  const told = vi.spyOn(db, 'exec')
  const insert = db.prepare('INSERT INTO names VALUES (?, ?)')
  const all = db.prepare('SELECT name FROM names ORDER BY name')
  const inside = () => all.all().map((row) => String(row.name))
  return {
    ...{ db, other, inside, told },
    ...groups,
    add: (name: string, bytes = 1) => groups.write(() => insert.run(name, new Uint8Array(bytes)).changes),
    outside: () =>
      other
        .prepare('SELECT name FROM names ORDER BY name')
        .all()
        .map((row) => String(row.name)),
    commits: () => told.mock.calls.filter(([text]) => text === 'COMMIT').length,
  }
}

describe('writes of one turn', () => {
  it('are committed together, and those of another turn apart', async () => {
    const file = names()
    await Promise.all(['a', 'b', 'c'].map((name) => file.add(name)))
    expect(file.commits()).toBe(1)
    // Two callbacks of one turn, as of two connections.
    const next = (name: string) =>
      new Promise((resolve, reject) => setImmediate(() => file.add(name).then(resolve, reject)))
    await Promise.all([next('d'), next('e')])
    expect(file.commits()).toBe(2)
    await file.add('f')
    expect(file.commits()).toBe(3)
    expect(file.outside()).toEqual(['a', 'b', 'c', 'd', 'e', 'f'])
  })

  it('are so many at most, and the rest comes after', async () => {
    const file = names()
    await Promise.all(Array.from({ length: 600 }, (_, at) => file.add(`${at}`)))
    expect(file.commits()).toBe(3)
    expect(file.outside()).toHaveLength(600)
  })

  it('see those before them, and are read by nobody before the commit', async () => {
    const file = names()
    const seen: Record<string, string[]> = {}
    const told = file.told.getMockImplementation()
    file.told.mockImplementation((text) => {
      if (text === 'COMMIT') seen.outside = file.outside()
      return told ? told(text) : DatabaseSync.prototype.exec.call(file.db, text)
    })
    let isAnswered = false
    const first = file.add('a').then(() => {
      isAnswered = true
      seen.atAnswer = file.outside()
    })
    const second = file.write(() => {
      seen.second = file.inside()
      seen.answered = isAnswered ? ['yes'] : []
    })
    seen.atOnce = file.inside()
    await Promise.all([first, second])
    expect(seen).toEqual({ atOnce: [], second: ['a'], answered: [], outside: [], atAnswer: ['a'] })
  })

  it('stand alone: what one takes back, or fails at, the others keep', async () => {
    const file = names()
    const takenBack = file.write((undo) => {
      file.db.exec(`INSERT INTO names VALUES ('b', NULL)`)
      return undo('taken back')
    })
    const twice = file.write(() => {
      file.db.exec(`INSERT INTO names VALUES ('c', NULL)`)
      file.db.exec(`INSERT INTO names VALUES ('c', NULL)`)
    })
    const both = [file.add('a'), takenBack, twice, file.add('d')]
    expect(await Promise.allSettled(both)).toMatchObject([
      { value: 1 },
      { value: 'taken back' },
      { status: 'rejected', reason: { errcode: 1555 } },
      { value: 1 },
    ])
    expect(file.outside()).toEqual(['a', 'd'])
  })

  it('wait for no disk when nothing of them is kept', async () => {
    const file = names()
    await Promise.all([file.write((undo) => undo(1)), file.write((undo) => undo(2))])
    expect(file.commits()).toBe(0)
    expect(file.told).toHaveBeenLastCalledWith('ROLLBACK')
  })

  it('are all refused when their commit fails, and the next are not', async () => {
    const file = names()
    const broken = new Error('The disk broke.')
    file.told.mockImplementation((text) => {
      if (text === 'COMMIT') throw broken
      DatabaseSync.prototype.exec.call(file.db, text)
    })
    const outcomes = await Promise.allSettled(['a', 'b'].map((name) => file.add(name)))
    expect(outcomes).toEqual([
      { status: 'rejected', reason: broken },
      { status: 'rejected', reason: broken },
    ])
    expect(file.inside()).toEqual([])
    file.told.mockRestore()
    await file.add('c')
    expect(file.outside()).toEqual(['c'])
  })

  it('do not suffer from one that does not fit on the disk', async () => {
    const file = names()
    const { page_count: pages } = file.db.prepare('PRAGMA page_count').get() as { page_count: number }
    file.db.exec(`PRAGMA max_page_count = ${pages}`)
    const some = [file.add('a'), file.add('large', 100_000), file.add('b'), file.add('huge', 200_000)]
    expect(await Promise.allSettled([...some, file.add('c')])).toMatchObject([
      { value: 1 },
      { reason: { errcode: 13 } },
      { value: 1 },
      { reason: { errcode: 13 } },
      { value: 1 },
    ])
    expect(file.outside()).toEqual(['a', 'b', 'c'])
    file.db.exec('PRAGMA max_page_count = 1000000')
    const before = file.commits()
    await Promise.all([file.add('large', 100_000), file.add('d')])
    expect(file.commits()).toBe(before + 1)
  })
})

describe('while another process holds the file', () => {
  it('a group waits for it once, and takes in who comes meanwhile', async () => {
    const file = names()
    file.other.exec('BEGIN IMMEDIATE')
    const early = [file.add('a'), file.add('b')]
    await vi.waitFor(() => expect(file.told.mock.calls.length).toBeGreaterThan(2))
    const late = file.add('c')
    expect(file.inside()).toEqual([])
    file.other.exec('ROLLBACK')
    await Promise.all([...early, late])
    expect(file.commits()).toBe(1)
    expect(file.outside()).toEqual(['a', 'b', 'c'])
  })

  it('each gives up when it has waited for long enough itself', async () => {
    const file = names(100)
    file.other.exec('BEGIN IMMEDIATE')
    const order: string[] = []
    const add = (name: string) => file.add(name).catch(({ errcode }) => order.push(`${name} ${errcode}`))
    const early = add('early')
    // Seven tries: it has waited for 81 ms.
    await vi.waitFor(() => expect(file.told.mock.calls.length).toBeGreaterThan(6))
    const late = add('late')
    await early
    expect(order).toEqual(['early 5'])
    await late
    expect(order).toEqual(['early 5', 'late 5'])
    file.other.exec('ROLLBACK')
    expect(file.outside()).toEqual([])
  })
})

it('nothing waits any more when it says so', async () => {
  const file = names()
  await file.idle()
  const answers: unknown[] = []
  for (const name of ['a', 'b']) void file.add(name).then((answer) => answers.push(answer))
  await file.idle()
  expect(answers).toEqual([1, 1])
})
