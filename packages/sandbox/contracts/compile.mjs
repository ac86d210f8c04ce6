// Compiles SandboxTokens.sol into src/chain/token-bytecode.generated.ts. Run: node contracts/compile.mjs
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const solc = createRequire(import.meta.url)('solc')
const file = new URL('./SandboxTokens.sol', import.meta.url)
const target = new URL('../src/chain/token-bytecode.generated.ts', import.meta.url)

const input = {
  language: 'Solidity',
  sources: { 'SandboxTokens.sol': { content: readFileSync(file, 'utf8') } },
  settings: {
    // A fixed EVM version and no metadata hash keep the bytecode the same on every machine.
    evmVersion: 'paris',
    optimizer: { enabled: true, runs: 200 },
    metadata: { bytecodeHash: 'none', appendCBOR: false },
    outputSelection: { '*': { '*': ['evm.bytecode.object'] } },
  },
}
const output = JSON.parse(solc.compile(JSON.stringify(input)))
const problems = (output.errors ?? []).filter((e) => e.severity === 'error')
if (problems.length > 0) throw new Error(problems.map((e) => e.formattedMessage).join('\n'))

const contracts = output.contracts['SandboxTokens.sol']
const lines = ['PlainToken', 'BlocklistToken', 'SilentToken'].map(
  (name) => `  ${name}:\n    '0x${contracts[name].evm.bytecode.object}',`,
)
const text = `// Made by contracts/compile.mjs from contracts/SandboxTokens.sol (solc ${solc.version().split('+')[0]}). Do not edit.
export const tokenBytecode = {
${lines.join('\n')}
} as const
`
if (process.argv.includes('--check')) {
  if (readFileSync(target, 'utf8') !== text)
    throw new Error('token-bytecode.generated.ts is stale: run contracts/compile.mjs')
} else writeFileSync(target, text)
