import { type Asset, evmChainId, isNative } from '@offrampkit/core'
import { formatAmount } from '@offrampkit/core/money'
import { erc20Abi } from 'viem'
import { useBalance, useConnection, useReadContract } from 'wagmi'

/** The connected account's balance of one asset, in base units and as text; `null` while unknown. */
export function useAssetBalance(asset: Asset | null): { units: bigint; text: string } | null {
  const { address } = useConnection()
  const chainId = asset ? (evmChainId(asset.network) ?? undefined) : undefined
  const known = address !== undefined && asset !== null && chainId !== undefined
  const coin = useBalance({
    ...(address ? { address } : {}),
    ...(chainId === undefined ? {} : { chainId }),
    query: { enabled: known && isNative(asset), refetchInterval: 4_000 },
  })
  const token = useReadContract({
    ...(chainId === undefined ? {} : { chainId }),
    address: (asset?.address ?? '0x') as `0x${string}`,
    abi: erc20Abi,
    functionName: 'balanceOf',
    args: [address ?? '0x0000000000000000000000000000000000000000'],
    query: { enabled: known && !isNative(asset), refetchInterval: 4_000 },
  })
  if (!known) return null
  const units = isNative(asset) ? coin.data?.value : token.data
  return units === undefined ? null : { units, text: formatAmount(units, asset.decimals) }
}
