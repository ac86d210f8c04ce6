'use client'
import { type ReactNode, useLayoutEffect } from 'react'
import type { MessagesSource } from '../messages/messages.ts'
import { createSaleSession, type SaleSession, type SaleSessionParts } from '../sale/saleSession.ts'
import { type SaleView, type SaleViewParameters, useSaleView } from '../sale/useSaleView.ts'
import { SalePanel } from './SalePanel.tsx'
import { useTexts } from './useTexts.ts'

interface SaleFlowProps extends SaleViewParameters {
  /** Where `messages` came from. */
  source: MessagesSource
  panel: boolean | ((view: SaleView) => ReactNode)
  onView(view: SaleView): void
}

/** The state of one button's sale. */
export function createSale(parts: SaleSessionParts): SaleSession {
  return createSaleSession(parts)
}

/** Carries a sale on: keeps the button informed, and draws the panel unless the app draws its own. */
export function SaleFlow({ panel, onView, source, ...parameters }: SaleFlowProps): ReactNode {
  const messages = useTexts(parameters.config, { source, messages: parameters.messages })
  const view = useSaleView({ ...parameters, messages })
  useLayoutEffect(() => onView(view), [onView, view])
  if (panel === false) return null
  return panel === true ? <SalePanel view={view} /> : panel(view)
}
