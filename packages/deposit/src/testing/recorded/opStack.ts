import type { Node } from '../testWallet.ts'
import opStack from './opStackIsthmus.json' with { type: 'json' }

/** What an OP-stack chain's owners and L1 decide; in wei where it is a price. */
export interface OpStackFees {
  l1BaseFee: bigint
  blobBaseFee: bigint
  baseFeeScalar: bigint
  blobBaseFeeScalar: bigint
  operatorFeeScalar: bigint
  operatorFeeConstant: bigint
}

const hex = (value: bigint) => `0x${value.toString(16).padStart(64, '0')}`
const { gasPriceOracle, l1Block } = opStack

/**
 * Puts the recorded fee oracle onto an anvil. Run with `--network optimism`, it also charges by what is set here.
 * Slots of `L1Block`: https://specs.optimism.io/protocol/isthmus/l1-attributes.html and, for slots 1, 3 and 7,
 * https://specs.optimism.io/protocol/ecotone/l1-attributes.html
 */
export async function setOpStackFees(node: Node, fees: OpStackFees): Promise<void> {
  const set = (method: string, ...params: string[]) => node.request({ method, params })
  await set('anvil_setCode', gasPriceOracle.address, gasPriceOracle.code)
  await set('anvil_setStorageAt', gasPriceOracle.address, '0x0', hex(BigInt(gasPriceOracle.storage['0x0'])))
  await set('anvil_setCode', l1Block.address, l1Block.code)
  const slots: Record<string, bigint> = {
    '0x1': fees.l1BaseFee,
    '0x3': (fees.baseFeeScalar << 96n) | (fees.blobBaseFeeScalar << 64n),
    '0x7': fees.blobBaseFee,
    '0x8': (fees.operatorFeeScalar << 64n) | fees.operatorFeeConstant,
  }
  for (const [slot, value] of Object.entries(slots))
    await set('anvil_setStorageAt', l1Block.address, slot, hex(value))
  // This anvil charges its zero account for calls that name no sender, as an OP-stack node does not.
  await set('anvil_setBalance', `0x${'0'.repeat(40)}`, hex(10n ** 24n))
}
