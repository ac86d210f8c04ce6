import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect } from 'storybook/test'
import { connect, moved, order, send, shows } from './test/playSale.ts'
import type { SaleProvider } from './test/sales.ts'
import type { SaleWorld } from './test/saleWorld.ts'
import { type Sent, transfersFrom } from './test/transfers.ts'
import { WholeSale } from './test/WholeSale.tsx'

/**
 * A whole sale, from the button to the payout, inside of this page: the kit's own server and adapters, the sandbox's stand-ins for
 * the providers with their hosted pages, its wallet, and chains on which the tokens' real code runs. Choose the provider, what goes
 * wrong, and the network in the controls.
 */
const meta = {
  title: 'Play a whole sale',
  component: WholeSale,
  parameters: { docs: { story: { inline: false, iframeHeight: 760 } } },
  args: { provider: 'coinbase', scenario: '', network: 'fast' },
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

const played = (provider: SaleProvider, more: Partial<Story>): Story => ({
  // The docs page shows the one that everybody can play.
  tags: ['!autodocs'],
  args: {
    provider,
    onWorld: (made) => {
      world = made
    },
  },
  ...more,
})

/** To the end: paid, and the amount that arrived is the amount that was sold. */
const paid = (provider: SaleProvider): Story =>
  played(provider, {
    async play() {
      await connect()
      await order(provider)
      expect(await sold()).toEqual([])
      await send('approve')
      await shows('paid')
      expect(moved()).toBe('yes')
      expect(await sold()).toEqual(exactlyOnce)
    },
  })

export const CoinbasePays = paid('coinbase')
export const PartnaPays = paid('partna')
export const CapaPays = paid('capa')
