import type { SaleParameters } from '../../sale/preflight.ts'
import type { OfframpButtonProps } from './buttonProps.ts'

const ownNames = ['openIn', 'className', 'disabled', 'children', 'render', 'panel', 'config'] as const
/** Every parameter of a sale: one that is missing here does not compile. */
const saleNames: Record<keyof SaleParameters, true> = {
  provider: true,
  flow: true,
  asset: true,
  network: true,
  chainId: true,
  amount: true,
  cashoutCurrency: true,
  country: true,
  subdivision: true,
  method: true,
  sender: true,
}

type OwnProps = Pick<OfframpButtonProps, (typeof ownNames)[number]>

/** The sale, the button's own options, and attributes that go to the element. */
export function splitProps(props: OfframpButtonProps) {
  const sale: Record<string, unknown> = {}
  const own: Record<string, unknown> = {}
  const attributes: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(props)) {
    if (Object.hasOwn(saleNames, name)) sale[name] = value
    else if ((ownNames as readonly string[]).includes(name)) own[name] = value
    else attributes[name] = value
  }
  return { saleProps: sale as unknown as SaleParameters, own: own as OwnProps, attributes }
}
