import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'

/** How one server program is run. */
export interface SupervisedProgram {
  command: string
  args: readonly string[]
  /** Removed when the program is ended by `stop`, or because this process is gone. */
  folder: string
  /** Whose rights it gets; `null`: this process's. */
  user: { uid: number; gid: number } | null
  /** What ends it at once. `sh` starts it deaf to INT and QUIT: these are for programs that listen to them on their own. */
  endsBy: 'QUIT' | 'KILL'
  /** It has started when it says this. */
  ready: RegExp
}

export interface Supervised {
  /** What it said when it was ready: the match of `ready`. */
  said: RegExpExecArray
  /** Sends the signal, waits for the end, and keeps the folder. */
  halt(signal: 'INT' | 'QUIT' | 'TERM' | 'KILL'): Promise<void>
  /** All of its processes stand still: connections stay open and nothing is answered. */
  freeze(): void
  /** They go on where they stood. */
  thaw(): void
  /** Ends it at once and removes the folder. */
  stop(): Promise<void>
}

/**
 * `sh` waits on our pipe: a line on it is a signal to pass on; its end, which comes also when this process is killed, ends the
 * program, also where it was frozen, and removes the folder. It is in a process group of its own, so that what kills our group does not kill it first.
 * It lets go of the program's output, which then ends with the program.
 */
const SUPERVISOR = [
  'd=$1; e=$2; shift 2; "$@" & c=$!; trap "" INT TERM HUP; exec >&- 2>&-',
  'if read -r s; then kill -"$s" $c; wait $c; else kill -"$e" $c; kill -CONT $c; wait $c; rm -rf "$d"; fi',
].join('\n')

/** How long an engine may take to start on a busy machine. */
const patienceMs = 40_000

/** Somebody else took the port in the meantime. */
export class PortTaken extends Error {}

/**
 * Starts a server program that never outlives this process.
 *
 * @throws PortTaken, or Error with what it said, when it does not become ready; then the folder is the caller's to remove
 */
export async function supervise(program: SupervisedProgram): Promise<Supervised> {
  const { command, args, folder, user, endsBy, ready } = program
  const child = spawn('sh', ['-c', SUPERVISOR, 'sh', folder, endsBy, command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    cwd: folder,
    detached: true,
    ...(user ?? {}),
  })
  const exited = new Promise<void>((done) => child.once('close', () => done()))
  // A worker of the test runner outlives a runner that is killed, so that its pipe alone tells too little.
  const orphaned = () => child.stdin.end()
  process.once('disconnect', orphaned)
  child.once('close', () => process.off('disconnect', orphaned))
  // A pipe whose reader is gone: the end is told by `close`.
  child.stdin.on('error', () => undefined)
  const said = await saying(child, ready, command)
  // What it says from now on is read and dropped: an unread pipe would stop it.
  for (const stream of [child.stdout, child.stderr]) stream.removeAllListeners('data').resume()
  const send = (signal: 'SIGSTOP' | 'SIGCONT') => {
    for (const pid of descendants(child.pid as number))
      try {
        process.kill(pid, signal)
      } catch {
        // It has ended in the meantime.
      }
  }
  return {
    said,
    freeze: () => send('SIGSTOP'),
    thaw: () => send('SIGCONT'),
    async halt(signal) {
      child.stdin.end(`${signal}\n`)
      await exited
    },
    async stop() {
      child.stdin.end()
      await exited
    },
  }
}

function saying(child: ChildProcess, ready: RegExp, command: string): Promise<RegExpExecArray> {
  return new Promise((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => fail('was not ready in time'), patienceMs)
    const fail = (why: string) => {
      clearTimeout(timer)
      child.stdin?.end('KILL\n')
      const taken = /address already in use|could not create any TCP/i.test(text)
      reject(new (taken ? PortTaken : Error)(`${command} ${why}. It said: ${text.slice(-2_000)}`))
    }
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        const said = ready.exec(text)
        if (!said) return
        clearTimeout(timer)
        resolve(said)
      })
    child.stderr?.once('end', () => fail('ended'))
    child.once('error', (error) => fail(error.message))
  })
}

/** Those that a process started, and those that they started; who starts others comes before them. Reads Linux's /proc. */
function descendants(pid: number): number[] {
  const parents = readdirSync('/proc').flatMap((name) => {
    try {
      // The second field is the program's name in brackets, which may hold anything.
      const [, parent] = /.*\) \S (\d+)/s.exec(readFileSync(`/proc/${name}/stat`, 'utf8')) ?? []
      return /^\d+$/.test(name) ? [{ pid: Number(name), parent: Number(parent) }] : []
    } catch {
      return []
    }
  })
  const found = [pid]
  for (const one of found) found.push(...parents.filter(({ parent }) => parent === one).map((p) => p.pid))
  return found.slice(1)
}
