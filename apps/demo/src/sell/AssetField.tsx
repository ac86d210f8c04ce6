import type { AssetRegistry, NetworkId } from '@offrampkit/core'
import type { SellOptions } from '@offrampkit/core/api'
import { Select } from './Select.tsx'
import type { Choice } from './useChoice.ts'

interface AssetFieldProps {
  choice: Choice
  options: SellOptions | undefined
  registry: AssetRegistry
  onChange: (next: Partial<Choice>) => void
}

/** Asset and network in one choice: a symbol alone says too little. */
export function AssetField({ choice, options, registry, onChange }: AssetFieldProps) {
  const offered = options?.assets.length ? options.assets : registry.assets
  const known = offered.filter((asset) => asset.network.startsWith('eip155:'))
  return (
    <Select
      label="Asset"
      testId="asset"
      value={`${choice.asset}@${choice.network}`}
      options={known.map((asset) => ({
        value: `${asset.symbol}@${asset.network}`,
        label: `${asset.symbol} on ${registry.network(asset.network)?.name ?? asset.network}`,
      }))}
      onChange={(value) => {
        const [symbol = '', network = ''] = value.split('@')
        onChange({ asset: symbol, network: network as NetworkId })
      }}
    />
  )
}
