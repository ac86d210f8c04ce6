// Compiles the contracts of this folder to where they are used. Run: node contracts/compile.mjs
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const solc = createRequire(import.meta.url)('solc')

const targets = [
  {
    source: 'SandboxTokens.sol',
    file: '../src/chain/token-bytecode.generated.ts',
    name: 'tokenBytecode',
    contracts: ['PlainToken', 'BlocklistToken', 'SilentToken'],
  },
  {
    source: 'ContractWallet.sol',
    file: '../../server/test/contractWallet/walletBytecode.generated.ts',
    name: 'walletBytecode',
    contracts: ['ContractWallet', 'ContractWalletFactory'],
  },
]

function compile({ source, name, contracts }) {
  const input = {
    language: 'Solidity',
    sources: { [source]: { content: readFileSync(new URL(source, import.meta.url), 'utf8') } },
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
  const lines = contracts.map(
    (contract) => `  ${contract}:\n    '0x${output.contracts[source][contract].evm.bytecode.object}',`,
  )
  return `// Made by contracts/compile.mjs from contracts/${source} (solc ${solc.version().split('+')[0]}). Do not edit.
export const ${name} = {
${lines.join('\n')}
} as const
`
}

for (const target of targets) {
  const text = compile(target)
  const file = new URL(target.file, import.meta.url)
  if (process.argv.includes('--check')) {
    if (readFileSync(file, 'utf8') !== text)
      throw new Error(`${target.file} is stale: run contracts/compile.mjs`)
  } else {
    mkdirSync(new URL('.', file), { recursive: true })
    writeFileSync(file, text)
  }
}
