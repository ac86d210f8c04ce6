export { type ErrorRow, errorCodes, type MoneyMoved, type OfframpErrorCode } from '../errors/codes.ts'
export {
  isOfframpError,
  OfframpError,
  type OfframpErrorJson,
  type OfframpErrorOptions,
  toOfframpError,
} from '../errors/offrampError.ts'
export { checkAddress, readAddress } from '../network/address.ts'
export { type Asset, isNative, native, sameAddress, sameAsset } from '../network/asset.ts'
export { mainnetAssets, mainnetRegistry, mainnets } from '../network/mainnets.ts'
export { manualAssets, manualNetworks } from '../network/manualNetworks.ts'
export { evmChainId, evmNetwork, type Network, type NetworkId } from '../network/network.ts'
export { type AssetRegistry, createAssetRegistry } from '../network/registry.ts'
