import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The mnemonic that anvil and hardhat use for their well-known, worthless accounts. */
const DEV_MNEMONIC = 'test test test test test test test test test test test junk'

export interface RunningChain {
  chainId: number
  rpcUrl: string
  /** The supervising process. */
  pid: number
  close(): Promise<void>
}

/** The native binary: the package's own `anvil` is a wrapper that leaves the chain behind when killed. */
function anvilBinary(): string {
  const wrapper = createRequire(import.meta.url).resolve('@foundry-rs/anvil/package.json')
  const arch = process.arch === 'arm64' ? 'arm64' : 'amd64'
  const platform = process.platform
  const name = `@foundry-rs/anvil-${platform}-${arch}/bin/anvil${platform === 'win32' ? '.exe' : ''}`
  let path: string
  try {
    path = createRequire(wrapper).resolve(name)
  } catch {
    throw new Error(
      `There is no anvil for ${platform} ${arch} among the installed packages: the sandbox cannot start a chain here.`,
    )
  }
  if (!existsSync(path))
    throw new Error(`The anvil binary is missing at ${path}: install the dependencies again.`)
  return path
}

/**
 * `sh` waits on our pipe and ends the chain when it closes, so that no chain outlives its owner. From its 500th block on a
 * chain keeps old states on the disk, a gigabyte in time, and never removes them: so they get a folder that `sh` removes.
 */
const SUPERVISOR = [
  'd=$(mktemp -d); "$0" --cache-path "$d" "$@" & c=$!',
  'trap "kill $c" TERM INT; cat >/dev/null; kill $c; wait $c; s=$?; rm -rf "$d"; exit $s',
].join('\n')

function start(args: readonly string[]): ChildProcess {
  const binary = anvilBinary()
  const stdio = ['pipe', 'pipe', 'pipe'] as const
  if (process.platform === 'win32') return spawn(binary, args, { stdio: [...stdio] })
  return spawn('sh', ['-c', SUPERVISOR, binary, ...args], { stdio: [...stdio] })
}

/**
 * Starts one anvil on a free port of 127.0.0.1.
 *
 * @param options.blockTimeMs 0 mines a block per transaction.
 * @param options.args More arguments of anvil, such as `--network optimism`.
 * @throws Error when it does not start within 20 seconds.
 */
export async function startAnvil(options: {
  chainId: number
  blockTimeMs: number
  args?: readonly string[]
}): Promise<RunningChain> {
  const { chainId, blockTimeMs } = options
  const args = ['--port', '0', '--chain-id', String(chainId), '--mnemonic', DEV_MNEMONIC]
  if (blockTimeMs > 0) args.push('--block-time', (blockTimeMs / 1000).toFixed(3))
  const child = start([...args, ...(options.args ?? [])])
  const exited = new Promise<void>((done) => child.once('exit', () => done()))
  const rpcUrl = await new Promise<string>((resolve, reject) => {
    let text = ''
    const timer = setTimeout(() => fail('said nothing for 20 seconds'), 20_000)
    const fail = (why: string) => {
      clearTimeout(timer)
      child.kill()
      reject(new Error(`The chain did not start: it ${why}. ${text.slice(-500)}`))
    }
    const read = (chunk: Buffer) => {
      text += chunk.toString()
      const port = /Listening on 127\.0\.0\.1:(\d+)/.exec(text)?.[1]
      if (port === undefined) return
      clearTimeout(timer)
      resolve(`http://127.0.0.1:${port}`)
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('exit', (code) => fail(`ended with code ${code}`))
    child.once('error', (error) => fail(error.message))
  })
  // What it prints from now on is read and dropped: an unread pipe would stop it.
  for (const stream of [child.stdout, child.stderr]) stream?.removeAllListeners('data').resume()
  return {
    chainId,
    rpcUrl,
    pid: child.pid ?? -1,
    async close() {
      if (process.platform === 'win32') child.kill()
      child.stdin?.end()
      await exited
    },
  }
}
