import type { ReactNode } from 'react'
import { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
import { StoryFrame, type StoryFrameProps } from './StoryFrame.tsx'
import { storySale } from './storySale.ts'

export type SaleSceneProps = Omit<StoryFrameProps, 'children'> & {
  /** What of the sale is another than {@link storySale}. */
  sale?: { amount?: string; asset?: string; chainId?: number }
}

/** The button in an app of its own: a backend, a chain and a wallet inside the page. */
export function SaleScene({ sale, ...frame }: SaleSceneProps): ReactNode {
  return (
    <StoryFrame {...frame}>
      <OfframpButton {...storySale} {...sale} />
    </StoryFrame>
  )
}

/** Of every story that opens the panel: on docs pages it has a frame of its own, or it would cover them. */
export const framed = (iframeHeight: number) => ({ docs: { story: { inline: false, iframeHeight } } })
