import type { ReactElement, ReactNode } from 'react'
import type { OfframpMessages } from '../messages/messages.ts'
import type { SaleView } from '../sale/useSaleView.ts'
import { drawPart, type PartElementProps, type PartProps, type PartState } from './part.tsx'

/** What a part of a sale under way takes: the view of `useOfframpSale`, and what every part takes. */
export type SalePartProps<
  State extends PartState,
  Tag extends keyof HTMLElementTagNameMap = 'section',
> = PartProps<State, Tag> & { view: SaleView }

/** Draws a part that says something, in the language and direction of its words. */
export function drawSalePart<State extends PartState, Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  own: { className: string; messages: OfframpMessages; children: ReactNode } & Record<string, unknown>,
  props: PartProps<State, Tag>,
  state: State,
): ReactElement {
  const { className, messages, ...rest } = own
  const { locale, dir } = messages
  const element = { lang: locale, dir, ...rest, className: `ofk-alone ${className}` }
  return drawPart(tag, element as unknown as PartElementProps<Tag>, props, state)
}
