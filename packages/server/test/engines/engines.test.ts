import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, it, vi } from 'vitest'
import { startPostgres } from './postgres.ts'
import { startRedis } from './redis.ts'

/** Whether somebody listens there. */
async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

it('starts both engines, each alone on its port, and ends them', async () => {
  const engines = await Promise.all([startPostgres(), startRedis()])
  for (const engine of engines) expect(await listens(engine.port)).toBe(true)
  for (const engine of engines) {
    await engine.halt('QUIT')
    expect(await listens(engine.port)).toBe(false)
    await engine.resume()
    expect(await listens(engine.port)).toBe(true)
    await engine.stop()
    expect(await listens(engine.port)).toBe(false)
  }
})

it('leaves no engine and no folder behind when their starter is killed', async () => {
  const starter = fileURLToPath(new URL('startBoth.ts', import.meta.url))
  const child = spawn(process.execPath, [starter], { stdio: ['ignore', 'pipe', 'inherit'] })
  const exited = once(child, 'exit')
  const [line] = await once(createInterface({ input: child.stdout }), 'line')
  const { ports, folders } = JSON.parse(line) as { ports: number[]; folders: string[] }
  for (const port of ports) expect(await listens(port)).toBe(true)
  expect(folders.filter((folder) => existsSync(folder))).toHaveLength(2)
  child.kill('SIGKILL')
  await exited
  await vi.waitFor(async () => {
    for (const port of ports) expect(await listens(port)).toBe(false)
    expect(folders.filter((folder) => existsSync(folder))).toEqual([])
  }, 20_000)
})
