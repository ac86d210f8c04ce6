import type { ButtonHTMLAttributes, ReactElement, ReactNode } from 'react'
import type { ConfigParameter } from '../../config/useOfframpConfig.ts'
import type { OpenIn } from '../../opener/providerWindow.ts'
import type { SaleParameters } from '../../sale/preflight.ts'
import type { SaleView } from '../../sale/useSaleView.ts'

/** What the button shows. `view` is `null` until the sale's code is loaded. */
export interface OfframpButtonState {
  label: string
  /** The screen of the sale, or `idle`. */
  stage: SaleView['screen']
  /** An order is open, or was, and is shown by the next click. */
  resumes: boolean
  busy: boolean
  view: SaleView | null
}

/** The button's own attributes, for a `render` of your own. */
export type OfframpButtonElementProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  'data-stage': string
  'data-resumes': '' | undefined
}

type OwnAttributes = Omit<
  ButtonHTMLAttributes<HTMLButtonElement>,
  'children' | 'className' | 'disabled' | 'onClick' | 'type' | keyof SaleParameters
>

/** What is sold and how it is paid out; any further attribute goes to the button. */
export interface OfframpButtonProps extends SaleParameters, ConfigParameter, OwnAttributes {
  /** `auto`: a popup, else a tab, else this tab, else a link. */
  openIn?: OpenIn
  className?: string
  disabled?: boolean
  /** The button's content, or a function of its state. */
  children?: ReactNode | ((state: OfframpButtonState) => ReactNode)
  /** Draws the button itself. */
  render?: (props: OfframpButtonElementProps, state: OfframpButtonState) => ReactElement
  /** `false`: no panel; a function: one of your own. */
  panel?: boolean | ((view: SaleView) => ReactNode)
}
