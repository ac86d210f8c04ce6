'use client'
import { type ReactNode, useLayoutEffect } from 'react'
import { createSaleSession, type SaleSession, type SaleSessionParts } from '../sale/saleSession.ts'
import { type SaleView, type SaleViewParameters, useSaleView } from '../sale/useSaleView.ts'
import { SalePanel } from './SalePanel.tsx'

interface SaleFlowProps extends SaleViewParameters {
  panel: boolean | ((view: SaleView) => ReactNode)
  onView(view: SaleView): void
}

/** The state of one button's sale. */
export function createSale(parts: SaleSessionParts): SaleSession {
  return createSaleSession(parts)
}

/** Carries a sale on: keeps the button informed, and draws the panel unless the app draws its own. */
export function SaleFlow({ panel, onView, ...parameters }: SaleFlowProps): ReactNode {
  const view = useSaleView(parameters)
  useLayoutEffect(() => onView(view), [onView, view])
  if (panel === false) return null
  return panel === true ? <SalePanel view={view} /> : panel(view)
}
