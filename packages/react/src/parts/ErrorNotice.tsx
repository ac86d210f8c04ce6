'use client'
import type { MoneyMoved, OfframpError, OfframpErrorCode } from '@offrampkit/core'
import type { ReactNode } from 'react'
import { movedIn, wordsFor } from '../flow/MoneyLine.tsx'
import { TroubleWords } from '../flow/Trouble.tsx'
import type { SaleView } from '../sale/useSaleView.ts'
import type { PartProps } from './part.tsx'
import { drawSalePart } from './salePart.tsx'

/** What went wrong; also in `data-*`. */
export type ErrorNoticeState = { code: OfframpErrorCode; moved: MoneyMoved; retryable: boolean }

export type ErrorNoticeProps = PartProps<ErrorNoticeState> & {
  error: OfframpError
  /** The sale that it happened in; only its `messages` where there is none. */
  view: SaleView | Pick<SaleView, 'messages'>
}

const rank: readonly MoneyMoved[] = ['no', 'maybe', 'yes']

/**
 * What went wrong, whether money may have moved, and what to do. Of the error and the order the one that knows of more money counts:
 * a request that failed does not undo a deposit that is under way. Without it: `error` of any hook, `code`, `moneyMoved` and
 * `retryable` of it, and `view.messages.errors`.
 *
 * @example {session.error && <ErrorNotice view={view} error={session.error} />}
 */
export function ErrorNotice({ view, error, ...props }: ErrorNoticeProps): ReactNode {
  const { messages } = view
  const sale = 'screen' in view ? view : null
  const known = sale ? movedIn(sale) : 'no'
  const moved = rank.indexOf(known) >= rank.indexOf(error.moneyMoved) ? known : error.moneyMoved
  const own = {
    className: 'ofk-trouble',
    messages,
    role: 'alert',
    children: (
      <TroubleWords error={error} messages={messages} sender={sale?.status?.order.sender}>
        <p className="ofk-money" data-moved={moved}>
          {sale && moved === known ? wordsFor(sale, moved) : messages.money[moved]}
        </p>
      </TroubleWords>
    ),
  }
  const { code, retryable } = error
  return drawSalePart('div', own, props, { code, moved, retryable })
}
