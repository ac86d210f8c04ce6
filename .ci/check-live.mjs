// Compares the asset registry with the live chains. Outside `npm test`, because it needs the internet.
//   node --conditions=offrampkit-source .ci/check-live.mjs [--chain 8453 …] [--rpc 8453=URL …]
// Endpoints: --rpc, then OFFRAMP_RPC_<chain id>, then the public ones of live/endpoints.mjs.
// Ends with 0 when everything was checked and right, 1 when something is wrong, 2 when it was called wrongly, and 3 when
// nothing is wrong but something could not be checked.
import { parseArgs } from 'node:util'
import { evmChainId, mainnetRegistry } from '../packages/core/src/exports/index.ts'
import { httpChain } from '../packages/deposit/src/browser/chain.ts'
import { endpointName, endpointOf, opStackChains } from './live/endpoints.mjs'
import { checkNetwork } from './live/network.mjs'

const help = `Compares the asset registry with the live chains. Needs the internet.

  pnpm check:live [options]

  --chain ID       one chain; may be given again (all of the registry)
  --rpc ID=URL     its endpoint; may be given again (OFFRAMP_RPC_<ID>, then a public one)
  --help           this

Ends with 0 when everything was checked and right, 1 when something is wrong, 2 for arguments that make no sense, and 3 when
nothing is wrong but something could not be checked.`

function usage(reason) {
  console.error(`check:live: ${reason}`)
  process.exit(2)
}

function read(argv) {
  const options = { chain: { type: 'string', multiple: true }, rpc: { type: 'string', multiple: true } }
  try {
    // Launchers put two dashes before what they pass on.
    const args = argv[0] === '--' ? argv.slice(1) : argv
    return parseArgs({ args, options: { ...options, help: { type: 'boolean', short: 'h' } } }).values
  } catch (error) {
    return usage(`${error.message.split('. ')[0]}. Known are --chain ID, --rpc ID=URL and --help.`)
  }
}

const values = read(process.argv.slice(2))
if (values.help) {
  console.log(help)
  process.exit(0)
}
const registry = mainnetRegistry()
const known = registry.networks.map(({ id }) => evmChainId(id))
const given = new Map()
for (const pair of values.rpc ?? []) {
  const [, chainId, url] = /^(\d+)=(https?:\/\/.+)$/.exec(pair) ?? []
  if (!url || !URL.canParse(url)) usage(`--rpc wants ID=URL, with a URL that begins with http.`)
  if (!known.includes(Number(chainId)))
    usage(`The registry has no chain ${chainId} for --rpc; it has ${known.join(', ')}.`)
  given.set(Number(chainId), url)
}
const wanted = values.chain?.map(Number) ?? known
for (const chainId of wanted)
  if (!known.includes(chainId)) usage(`The registry has no chain ${chainId}; it has ${known.join(', ')}.`)

const count = { ok: 0, wrong: 0, 'not checked': 0 }
for (const network of registry.networks) {
  const chainId = evmChainId(network.id)
  if (!wanted.includes(chainId)) continue
  const url = endpointOf(chainId, given)
  const rows = await checkNetwork({
    chain: url ? httpChain(network.id, url) : null,
    chainId,
    assets: registry.assets.filter((asset) => asset.network === network.id),
    isOpStack: opStackChains.has(chainId),
  })
  console.log(`\n${network.name} (${chainId}), endpoint: ${endpointName(chainId, given)}`)
  for (const { what, verdict, found } of rows) {
    count[verdict] += 1
    console.log(`  ${verdict.padEnd(12)} ${what.padEnd(49)} ${found}`)
  }
}

const { ok, wrong } = count
const unchecked = count['not checked']
console.log(`\ncheck:live: ${ok} ok, ${wrong} wrong, ${unchecked} not checked`)
process.exitCode = wrong > 0 ? 1 : unchecked > 0 ? 3 : 0
