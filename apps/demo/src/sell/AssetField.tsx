import type { AssetRegistry, NetworkId } from '@offrampkit/core'
import type { Offered, SaleChoice } from '@offrampkit/react/card'
import { Select } from './Select.tsx'

interface AssetFieldProps {
  choice: SaleChoice
  options: Offered | undefined
  registry: AssetRegistry
  onChange: (next: Partial<SaleChoice>) => void
}

/** Asset and network in one choice: a symbol alone says too little. */
export function AssetField({ choice, options, registry, onChange }: AssetFieldProps) {
  const offered = options?.assets.length ? options.assets : registry.assets
  return (
    <Select
      label="Asset"
      testId="asset"
      value={`${choice.asset}@${choice.network}`}
      options={offered.map((asset) => ({
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
