import type { Meta } from '@storybook/react-vite'
import { framed, SaleScene } from '../../testing/SaleScene.tsx'
import { press, showing } from '../../testing/saleStory.ts'
import { storyForms } from '../../testing/storyForms.ts'
import { storyNow } from '../../testing/storyWorld.ts'

/** What the panel shows between the click and the provider: no stage of the order, but what this page does beside it. */
const meta = {
  title: 'Order/Beginning',
  component: SaleScene,
  parameters: framed(660),
} satisfies Meta<typeof SaleScene>
export default meta

const cashOut = press('cashOut')

/** The order is being made, and a blank window waits. */
export const Opening = showing(
  'opening',
  { backend: { onCall: (name) => (name === 'createOrder' ? new Promise(() => undefined) : undefined) } },
  cashOut,
)

/** Where no window may be opened this tab goes to the provider. Here it stays: the address is that of this page. */
export const Redirecting = showing(
  'redirecting',
  {
    backend: {
      session: (orderId) => ({
        kind: 'open',
        orderId,
        url: `${window.location.href.split('#')[0]}#provider`,
        modes: ['redirect'],
        expiresAt: storyNow + 300_000,
      }),
    },
  },
  cashOut,
)

/** No window, no way back: a link is the last way. */
export const Link = showing(
  'link',
  {
    backend: {
      session: (orderId) => ({
        kind: 'open',
        orderId,
        url: 'https://pay.example/sell',
        modes: ['embed'],
        expiresAt: null,
      }),
    },
  },
  cashOut,
)

/** A provider that asks questions instead of having a page. */
export const Form = showing('form', { backend: { session: () => storyForms.sepa } }, cashOut)
export const FormPriceChanged = showing(
  'form',
  { backend: { session: () => storyForms.priceChanged } },
  cashOut,
)
