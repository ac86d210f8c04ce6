import type { Meta, StoryObj } from '@storybook/react-vite'
import { within } from 'storybook/test'
import { en } from '../messages/en.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { StoryFrame, type StoryFrameProps } from '../testing/StoryFrame.tsx'
import { type StoryFacts, storyFacts } from '../testing/storyFacts.ts'
import { WalletPromptNotice } from './WalletPromptNotice.tsx'

/** While the wallet is asked. */
function Scene(frame: Omit<StoryFrameProps, 'children'>) {
  return (
    <StoryFrame {...frame}>
      <OwnSale>{(view) => <WalletPromptNotice view={view} />}</OwnSale>
    </StoryFrame>
  )
}

const meta = { title: 'Parts/WalletPromptNotice', component: Scene } satisfies Meta<typeof Scene>
export default meta
type Story = StoryObj<typeof meta>

const at = (facts: StoryFacts, name: string, more: Partial<Story> = {}): Story => ({
  args: { backend: { facts } },
  async play({ canvasElement }) {
    await within(canvasElement).findByRole('region', { name }, { timeout: 30_000 })
  },
  ...more,
})

export const Asked = at(storyFacts.prompting, en.wallet.compare)
export const Dark = at(storyFacts.prompting, en.wallet.compare, { globals: { theme: 'dark' } })
