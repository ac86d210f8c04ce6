import type { SaleParameters } from '../../sale/preflight.ts'
import type { OfframpButtonProps } from './buttonProps.ts'

const ownNames = ['openIn', 'className', 'disabled', 'children', 'render', 'panel', 'config'] as const
const saleNames = [
  'provider',
  'flow',
  'asset',
  'network',
  'chainId',
  'amount',
  'cashoutCurrency',
  'country',
  'subdivision',
  'method',
] as const satisfies readonly (keyof SaleParameters)[]

type OwnProps = Pick<OfframpButtonProps, (typeof ownNames)[number]>

/** The sale, the button's own options, and attributes that go to the element. */
export function splitProps(props: OfframpButtonProps) {
  const sale: Record<string, unknown> = {}
  const own: Record<string, unknown> = {}
  const attributes: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(props)) {
    if ((saleNames as readonly string[]).includes(name)) sale[name] = value
    else if ((ownNames as readonly string[]).includes(name)) own[name] = value
    else attributes[name] = value
  }
  return { saleProps: sale as unknown as SaleParameters, own: own as OwnProps, attributes }
}
