import type { Meta, StoryObj } from '@storybook/react-vite'
import { expect, spyOn, userEvent, within } from 'storybook/test'
import { createOfframpConfig } from '../../config/createOfframpConfig.ts'
import { en } from '../../messages/en.ts'
import { framed } from '../../testing/SaleScene.tsx'
import { StoryFrame } from '../../testing/StoryFrame.tsx'
import { settled } from '../../testing/settled.ts'
import { type ByHandOptions, byHandFacts } from '../../testing/storyByHand.ts'
import { createStoryParts } from '../../testing/storyParts.ts'
import { storySale } from '../../testing/storySale.ts'
import { storyNow } from '../../testing/storyWorld.ts'
import { OfframpButton } from '../offramp-button/OfframpButton.tsx'

const minute = 60_000
const { byHand } = en
const time = { now: 0 }

/** An order whose deposit no wallet of this app can send, with its panel open. */
function Scene({ order = {}, shownThere = false }: { order?: ByHandOptions; shownThere?: boolean }) {
  const capabilities = shownThere ? { returnsUser: false } : {}
  const parts = createStoryParts({ backend: { facts: byHandFacts(order), capabilities } })
  const clock = { now: () => time.now, after: () => () => undefined }
  const config = createOfframpConfig({ ...parts.config, ports: { ...parts.config.ports, clock } })
  return (
    <StoryFrame parts={{ ...parts, config }}>
      <OfframpButton {...storySale} />
    </StoryFrame>
  )
}

const meta = {
  title: 'ManualDeposit',
  tags: ['visual-once'],
  component: Scene,
  parameters: framed(860),
  beforeEach() {
    time.now = storyNow + 4 * minute + 12_000
  },
} satisfies Meta<typeof Scene>
export default meta

type Story = StoryObj<typeof meta>

const at = (order: ByHandOptions, more: Partial<Story> = {}): Story => ({
  args: { order },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('img', {}, { timeout: 30_000 })
    await settled(canvasElement, 'by_hand')
  },
  ...more,
})

const bitcoin = {
  network: 'bip122:000000000019d6689c085ae165831e93',
  asset: 'BTC',
  amount: '0.00123456',
  to: 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr',
} as const

export const SolanaUsdc = at({})
export const Bitcoin = at(bitcoin)
/** No standard carries such a transfer, so the code holds the address alone. */
export const TronUsdt = at({
  network: 'tron:0x2b6653dc',
  asset: 'USDT',
  amount: '1234.5',
  to: 'TPYmHEhy5n8TCEfYGqW2rPxsghSfzghPDn',
})
/** A chain that the app's wagmi does not know, and a provider that compares the sender. */
export const EvmOutsideWagmi = at({
  network: 'eip155:42220',
  asset: 'CUSD',
  amount: '0.11',
  to: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
  from: '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
})
export const WithMemo = at({ memo: '4071-77-OK' })
export const ShownAtTheProviderToo = at({}, { args: { order: {}, shownThere: true } })

/** The page noticed before it heard from its server. */
export const TimeIsOver = at(
  {},
  {
    async play({ canvasElement }) {
      await within(canvasElement).findByRole('button', { name: byHand.copy.to }, { timeout: 30_000 })
      time.now = storyNow + 27 * minute
      await within(canvasElement).findByText(byHand.over.title, {}, { timeout: 30_000 })
      await settled(canvasElement, 'by_hand')
    },
  },
)

export const Declared = at(
  { more: [{ type: 'declared', at: storyNow, source: 'browser' }] },
  {
    async play({ canvasElement }) {
      const summary = await within(canvasElement).findByText(byHand.details, {}, { timeout: 30_000 })
      await userEvent.click(summary)
      await settled(canvasElement, 'declared')
    },
  },
)

const press = (name: string, then: string): NonNullable<Story['play']> =>
  async function play({ canvasElement }) {
    const canvas = within(canvasElement)
    await userEvent.click(await canvas.findByRole('button', { name }, { timeout: 30_000 }))
    expect((await canvas.findAllByText(then, {}, { timeout: 30_000 })).length).toBeGreaterThan(1)
    await settled(canvasElement, 'by_hand')
  }

export const Copied = at(
  {},
  {
    beforeEach() {
      const written = spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
      return () => written.mockRestore()
    },
    play: press(byHand.copy.to, byHand.copied.to),
  },
)

export const CopyFailed = at(
  {},
  {
    beforeEach() {
      const written = spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('not allowed'))
      const executed = spyOn(document, 'execCommand').mockReturnValue(false)
      return () => {
        written.mockRestore()
        executed.mockRestore()
      }
    },
    play: press(byHand.copy.to, byHand.copyFailed),
  },
)

/** One letter of the address is wrong: nothing of it is shown. */
export const BadAddress = at(
  { ...bitcoin, to: bitcoin.to.replace('5cyx', '5cyz') },
  {
    async play({ canvasElement }) {
      await within(canvasElement).findByText(en.errors.invalid_address.title, {}, { timeout: 30_000 })
      await settled(canvasElement, 'by_hand')
    },
  },
)
