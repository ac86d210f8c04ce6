import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { framed } from '../../testing/SaleScene.tsx'
import { connect, moved, order, orderInCard, says, send, shows } from './test/playSale.ts'
import { type SaleProvider, sales } from './test/sales.ts'
import type { SaleWorld } from './test/saleWorld.ts'
import { type Sent, transfersFrom } from './test/transfers.ts'
import { WholeSale } from './test/WholeSale.tsx'

/**
 * A whole sale, from the button to the payout, inside of this page: the kit's own server and adapters, the sandbox's stand-ins for
 * the providers with their hosted pages, its wallet, and chains on which the tokens' real code runs. Choose the provider in the
 * controls, and what goes wrong, the network and the language in the toolbar. Where a scenario belongs to one provider, its name begins
 * with that; the rest are the wallet's and Coinbase's.
 */
const meta = {
  title: 'Play a whole sale',
  component: WholeSale,
  parameters: framed(760),
  args: { provider: 'coinbase' },
  argTypes: {
    provider: { control: 'inline-radio', options: Object.keys(sales) },
    onWorld: { table: { disable: true } },
  },
} satisfies Meta<typeof WholeSale>
export default meta

type Story = StoryObj<typeof meta>

export const Play: Story = {}

/** The world of the story that is shown. */
let world: SaleWorld | null = null

const sold = async (): Promise<readonly Sent[]> => {
  if (!world) throw new Error('The story has no world.')
  return await transfersFrom(world, world.page.accounts[0] ?? '')
}

/** Of every coin that left the wallet: to where, how many, and what the token itself says is there. */
const exactlyOnce = [
  { symbol: 'USDC', units: 25_000_000n, holds: 25_000_000n, to: expect.any(String), decimals: 6 },
]

const played = (provider: SaleProvider, scenario: string, play: () => Promise<void>): Story => ({
  // The docs page shows the one that everybody can play.
  tags: ['!autodocs'],
  play,
  globals: { scenario, network: 'fast', locale: 'en' },
  args: {
    provider,
    onWorld: (made) => {
      world = made
    },
  },
})

/** To the end: paid, and the amount that arrived is the amount that was sold. */
const paid = (provider: SaleProvider): Story =>
  played(provider, '', async () => {
    await connect()
    await order(provider)
    expect(await sold()).toEqual([])
    await send('approve')
    await shows('paid')
    expect(moved()).toBe('yes')
    expect(await sold()).toEqual(exactlyOnce)
  })

export const CoinbasePays = paid('coinbase')
export const PartnaPays = paid('partna')
export const CapaPays = paid('capa')

/** The same through the card, which asks all three for a price and sells to the best. */
export const CardPays: Story = {
  ...played('coinbase', '', async () => {
    await connect()
    await orderInCard('coinbase')
    expect(await sold()).toEqual([])
    await send('approve')
    await shows('paid')
    expect(moved()).toBe('yes')
    expect(await sold()).toEqual(exactlyOnce)
  }),
}
CardPays.args = { ...CardPays.args, inCard: true }

/** No in the wallet: nothing is sent, and the page says so. */
export const Declined = played('coinbase', '', async () => {
  await connect()
  await order('coinbase')
  await send('reject')
  await says('You declined in your wallet. Nothing was sent.')
  expect(moved()).toBe('no')
  expect(await sold()).toEqual([])
})

/** The coins arrive, and the payout fails: the provider has them, and nobody says that they are back. */
export const PayoutFails = played('partna', 'partna-payout-failed-told', async () => {
  await connect()
  await order('partna')
  await send('approve')
  await shows('credited')
  expect(moved()).toBe('yes')
  expect(await sold()).toEqual(exactlyOnce)
})
