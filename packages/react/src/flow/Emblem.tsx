import type { ReactNode } from 'react'
import type { ScreenName } from '../sale/screen.ts'
import { Icon } from './Icon.tsx'
import { looksOf } from './looks.ts'

/** Colour and sign of a screen; what it means is said in words beside it. */
export function Emblem({ screen, small }: { screen: ScreenName; small?: boolean }): ReactNode {
  const { tone, icon, waiting } = looksOf[screen]
  return (
    <span className="ofk-emblem" data-tone={tone} data-waiting={waiting && ''} data-small={small && ''}>
      <Icon name={icon} />
    </span>
  )
}
