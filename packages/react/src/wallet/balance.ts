import { type Asset, isNative, OfframpError } from '@offrampkit/core'
import type { ChainPort } from '@offrampkit/deposit'

/**
 * What an account holds of an asset, in base units.
 *
 * @throws OfframpError `chain_unreadable` when the endpoint does not answer with a number
 */
export async function readBalance(chain: ChainPort, asset: Asset, account: string): Promise<bigint> {
  const answer = await (isNative(asset)
    ? chain.request({ method: 'eth_getBalance', params: [account, 'latest'] })
    : chain.request({
        method: 'eth_call',
        // balanceOf(address): https://eips.ethereum.org/EIPS/eip-20
        params: [{ to: asset.address, data: `0x70a08231${account.slice(2).padStart(64, '0')}` }, 'latest'],
      }))
  if (typeof answer === 'string' && /^0x[0-9a-f]{1,64}$/i.test(answer)) return BigInt(answer)
  throw new OfframpError({
    code: 'chain_unreadable',
    message: 'The balance could not be read.',
    why: 'The sale was not begun, so that it cannot strand half way.',
    action: 'Try again in a moment.',
  })
}
