// Compares what the registry says of one network with what its chain says.
import { codeOf, decimalsOf, numberOf, simulate } from '../../packages/deposit/src/chain/state.ts'

const oracle = '0x420000000000000000000000000000000000000f'
const word = (value) => value.toString(16).padStart(64, '0')

/** The text of `symbol()`: a string, or 32 bytes as in old tokens. `null` where it is neither. */
export function readSymbol(answer) {
  const bytes = Buffer.from(answer.slice(2), 'hex')
  if (bytes.length === 32) return bytes.toString('utf8').replace(/\0+$/, '')
  if (bytes.length < 64) return null
  const length = Number(BigInt(`0x${bytes.subarray(32, 64).toString('hex')}`))
  return length <= bytes.length - 64 ? bytes.subarray(64, 64 + length).toString('utf8') : null
}

/**
 * One row: `ok`, `wrong`, or `not checked` where the endpoint did not answer. Never `ok` without an answer.
 * `judge` answers `[is right, what was found]`.
 */
async function row(what, judge) {
  try {
    const [right, found] = await judge()
    return { what, verdict: right ? 'ok' : 'wrong', found }
  } catch (error) {
    // An address may hold a key: of an endpoint its host is all that is printed.
    const reason = reasonOf(error).replace(/https?:\/\/\S+/g, '(endpoint)')
    return { what, verdict: 'not checked', found: reason.slice(0, 120) }
  }
}

/** The error with its cause: that a fetch failed says nothing, why it did is in the cause. */
function reasonOf(error) {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  const why = cause instanceof Error ? ` (${cause.code ?? cause.name}: ${cause.message})` : ''
  return `${error.name}: ${error.message}${why}`
}

async function assetRow(chain, asset) {
  return row(`${asset.symbol} ${asset.address}`, async () => {
    if ((await codeOf(chain, asset.address)) === '0x') return [false, 'no contract']
    const decimals = await decimalsOf(chain, asset.address)
    const symbol = readSymbol(await simulate(chain, { to: asset.address, data: '0x95d89b41' }))
    // A symbol is a label; the registry's is a key of its own, so another one is only told.
    const label = symbol === asset.symbol ? '' : `, calls itself ${JSON.stringify(symbol)}`
    return [decimals === asset.decimals, `${decimals} decimals (registry: ${asset.decimals})${label}`]
  })
}

/** Whether the fee oracle answers where it should, and whether nothing stands there where it should not. */
async function oracleRow(chain, isOpStack) {
  return row('fees beside gas', async () => {
    const code = await codeOf(chain, oracle)
    if (!isOpStack) return [code === '0x', code === '0x' ? 'none' : 'an unexpected fee oracle']
    const forData = await numberOf(chain, oracle, `0xf1c7a58b${word(189n)}`)
    const forOperator = await numberOf(chain, oracle, `0x275aedd2${word(65_000n)}`)
    return [
      forData !== null && forOperator !== null,
      `at most ${forData} wei for L1 data, ${forOperator} wei for the operator (a token transfer)`,
    ]
  })
}

/** All rows of a network. `chain` is a port of `@offrampkit/deposit`, or `null` where there is no endpoint. */
export async function checkNetwork({ chain, chainId, assets, isOpStack }) {
  const tokens = assets.filter(({ address }) => address !== 'native')
  const id = await row('chain id', async () => {
    if (!chain) throw new Error('no endpoint')
    const found = await chain.request({ method: 'eth_chainId', params: [] })
    return [Number(found) === chainId, String(Number(found))]
  })
  // What another chain says of these addresses proves nothing.
  if (id.verdict !== 'ok') {
    const skipped = { verdict: 'not checked', found: 'the endpoint is not this chain, or does not answer' }
    return [id, ...tokens.map(({ symbol, address }) => ({ what: `${symbol} ${address}`, ...skipped }))]
  }
  const rows = [id, await oracleRow(chain, isOpStack)]
  // One after the other: public endpoints refuse a crowd.
  for (const asset of tokens) rows.push(await assetRow(chain, asset))
  return rows
}
