import { parseArgs } from 'node:util'
import { startDemo } from './start.ts'

const { values } = parseArgs({
  options: {
    built: { type: 'boolean', default: false },
    port: { type: 'string', default: '5173' },
    json: { type: 'boolean', default: false },
    world: { type: 'string' },
  },
})

const began = performance.now()
const demo = await startDemo({
  built: values.built,
  port: Number(values.port),
  ...(values.world === 'throwaway' ? { world: values.world } : {}),
  say: values.json ? () => undefined : (line) => console.log(`  ${line}`),
})

if (values.json) console.log(JSON.stringify({ url: demo.url, settings: demo.settings }))
else {
  console.log(
    `\n  Tidewater, a demo of Offramp Kit, is ready after ${Math.round(performance.now() - began)} ms:`,
  )
  console.log(`\n    ${demo.url}\n`)
  if (demo.settings.sandboxUrl)
    console.log(`  Sandbox: ${demo.settings.sandboxUrl} · no real money. Press Ctrl+C to stop.\n`)
  else console.log('  REAL MONEY: real providers and public chains. Press Ctrl+C to stop.\n')
}

let stopping = false
const stop = () => {
  if (stopping) return
  stopping = true
  void demo.stop().then(() => process.exit(0))
}
process.once('SIGINT', stop)
process.once('SIGTERM', stop)
// A test runner that goes away closes our input: nothing outlives it.
if (values.json) process.stdin.resume().once('end', stop)
