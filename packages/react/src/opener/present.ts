import type { FlowCapabilities } from '@offrampkit/core/provider'
import type { SessionStep } from '../order/sessionStep.ts'
import type { OpenIn, ProviderWindow } from './providerWindow.ts'

/** How the provider's page was, or can be, shown. */
export type Presented = 'window' | 'redirect' | 'link'

/**
 * The lower rungs of the ladder, once the address is known: the window of the click if it is still there, else this tab,
 * if the provider sends the user back and this browser can remember the order, else a link that the user clicks.
 */
export function present(
  step: Extract<SessionStep, { kind: 'open' }>,
  parts: {
    opened: ProviderWindow | null | undefined
    openIn: OpenIn
    capabilities: Pick<FlowCapabilities, 'returnsUser'> | null
    remembers: boolean
    assign: (url: string) => void
  },
): Presented {
  const { opened, openIn, capabilities, remembers, assign } = parts
  const fits = step.modes.some((mode) => mode === 'popup' || mode === 'tab')
  if (opened && !opened.closed && fits) {
    const url = step.takeUrl()
    if (url) opened.navigate(url)
    return 'window'
  }
  const closedByUser = opened?.closed === true
  opened?.close()
  const mayLeave =
    step.modes.includes('redirect') && capabilities?.returnsUser !== false && remembers && !closedByUser
  if (mayLeave && openIn !== 'popup' && openIn !== 'tab') {
    const url = step.takeUrl()
    if (url) assign(url)
    return 'redirect'
  }
  return 'link'
}
