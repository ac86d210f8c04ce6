// Open streams of news on one instance, over real sockets: what one costs, and how soon it tells.
//   STREAMS=10000 pnpm bench:server streams
import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { percentile } from '../test/quoteBench.ts'
import type { Changed, Look, Question, Ready, ServerKind } from '../test/streams/protocol.ts'
import { openReaders } from '../test/streams/readers.ts'

export const name = 'open streams'
export const takes = '2 min'

interface Row {
  server: string
  streams: number
  openMs: number
  'RSS kB each': number
  'heap kB each': number
  'one change, p50 ms': number
  'p95 ms': number
  'all change, ms': number
  'idle CPU %': number
  'left open': number
}

const wanted = Number(process.env.STREAMS ?? 5_000)
/** One whole round of heartbeats. */
const idleMs = 15_000
const singles = 100
/** Files of a process that are no streams. */
const others = 200

/** Node raises its own soft limit to the hard one as it starts: that is what counts. */
function mostFiles(): number {
  try {
    const [, soft] = /^Max open files\s+(\S+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? []
    return soft === 'unlimited' ? Number.POSITIVE_INFINITY : Number(soft)
  } catch {
    return Number.POSITIVE_INFINITY
  }
}

async function ask<answer>(server: ChildProcess, question: Question): Promise<answer> {
  server.send(question)
  const [told] = (await once(server, 'message')) as [answer]
  return told
}

const ms = (from: string, to: bigint) => Number(to - BigInt(from)) / 1e6
const round = (value: number) => Math.round(value * 100) / 100

async function measureOne(kind: ServerKind, label: string, streams: number): Promise<Row> {
  const path = new URL('../test/streams/server.ts', import.meta.url)
  const server = fork(path, [kind, String(streams)], {
    execArgv: ['--conditions=offrampkit-source', '--expose-gc'],
  })
  try {
    const [{ port, orderIds }] = (await once(server, 'message')) as [Ready]
    // One of them first: what is loaded and compiled once is not of a stream.
    const first = await openReaders(port, orderIds.slice(0, 50))
    first.close()
    await sleep(200)
    const empty = await ask<Look>(server, { do: 'look' })
    const began = performance.now()
    const readers = await openReaders(port, orderIds)
    const openMs = performance.now() - began
    const full = await ask<Look>(server, { do: 'look' })

    let version = 1
    const waits: number[] = []
    for (let at = 0; at < singles; at++) {
      const target = Math.floor((at * streams) / singles)
      version += 1
      const { at: from } = await ask<Changed>(server, { do: 'change', from: target, to: target + 1 })
      const [heard = 0n] = await readers.heard(version, target, target + 1)
      waits.push(ms(from, heard))
    }
    version += 1
    const all = await ask<Changed>(server, { do: 'change', from: 0, to: streams })
    const heard = await readers.heard(version, 0, streams)

    const before = await ask<Look>(server, { do: 'look' })
    const idle = performance.now()
    await sleep(idleMs)
    const idleFor = performance.now() - idle
    const after = await ask<Look>(server, { do: 'look' })
    // Of collecting garbage for the look itself, which no server does.
    const own = await ask<Look>(server, { do: 'look' })
    readers.close()
    await sleep(1_000)
    const closed = await ask<Look>(server, { do: 'look' })
    return {
      ...{ server: label, streams: full.open, openMs: Math.round(openMs) },
      'RSS kB each': round((full.rss - empty.rss) / streams / 1_024),
      'heap kB each': round((full.heap - empty.heap) / streams / 1_024),
      'one change, p50 ms': round(percentile(waits, 0.5)),
      'p95 ms': round(percentile(waits, 0.95)),
      'all change, ms': Math.round(Math.max(...heard.map((at) => ms(all.at, at)))),
      'idle CPU %': round((Math.max(0, after.cpu - before.cpu - (own.cpu - after.cpu)) / idleFor) * 100),
      'left open': closed.open,
    }
  } finally {
    server.disconnect()
  }
}

/** The same streams on three servers, one after another; runs for about a minute. */
export async function measure(): Promise<{ rows: Row[]; goals: { goal: string; holds: boolean }[] }> {
  const streams = Math.min(wanted, mostFiles() - others)
  if (streams < wanted)
    console.log(
      `Only ${streams} streams: a process here may open ${mostFiles()} files. Raise it with \`ulimit -n ${wanted + others}\` before, LimitNOFILE= in systemd, or --ulimit nofile= in Docker.`,
    )
  const ours = await measureOne('ours', 'Offramp Kit', streams)
  const least = await measureOne('fetch', 'a bare ReadableStream', streams)
  const http = await measureOne('http', 'bare node:http', streams)
  const times = (column: 'RSS kB each' | 'heap kB each', of: Row) => round(ours[column] / of[column])
  console.log(
    `memory of a stream: ${times('RSS kB each', http)} × bare node:http (heap ${times('heap kB each', http)} ×), ${times('RSS kB each', least)} × the least that a Fetch handler needs (heap ${times('heap kB each', least)} ×)`,
  )
  const goals = [
    { goal: '5,000 streams are open on one instance', holds: ours.streams >= 5_000 },
    { goal: 'a stream costs at most 48 kB: 10,000 of them half a GB', holds: ours['RSS kB each'] <= 48 },
    {
      goal: 'and at most a third more than the least that a Fetch handler needs',
      holds: ours['heap kB each'] <= (least['heap kB each'] * 4) / 3,
    },
    { goal: 'one change is heard within 5 ms (p95) while all are open', holds: ours['p95 ms'] <= 5 },
    { goal: 'all hear of a change of their own within a second', holds: ours['all change, ms'] <= 1_000 },
    { goal: 'idle streams cost at most 3 % of a core', holds: ours['idle CPU %'] <= 3 },
    { goal: 'none is left once its reader has gone', holds: ours['left open'] === 0 },
  ]
  return { rows: [ours, least, http], goals }
}
