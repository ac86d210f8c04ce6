import type { ReactNode } from 'react'
import type { OfframpCardView } from '../../card/cardView.ts'
import { Notice } from '../../flow/Notices.tsx'
import type { OfframpMessages } from '../../messages/messages.ts'
import { useOnline } from '../../runtime/useOnline.ts'
import { AmountInput } from '../card-parts/AmountInput.tsx'
import { PriceCountdown } from '../card-parts/PriceCountdown.tsx'
import { ProviderPicker } from '../card-parts/ProviderPicker.tsx'
import {
  AssetPicker,
  CountryPicker,
  CurrencyPicker,
  MethodPicker,
  SubdivisionPicker,
} from '../card-parts/pickers.tsx'
import { QuoteSummary } from '../card-parts/QuoteSummary.tsx'

/** The form of a card, of the parts that an app can use as well. */
export function CardForm(props: {
  card: OfframpCardView
  messages: OfframpMessages
  busy: boolean
  /** Its code could not be loaded: the button's words then. */
  failed: string | null
  /** Orders under way, each with a way to it. */
  elsewhere: ReactNode
  onContinue(): void
  onNear(): void
}): ReactNode {
  const { card, messages, busy, failed, elsewhere, onContinue, onNear } = props
  const { missing, provider, saleParameters } = card
  const online = useOnline()
  const hint = missing.includes('wallet')
    ? messages.errors.no_wallet
    : missing.includes('sign_in')
      ? messages.errors.unauthenticated
      : null
  return (
    <form
      className="ofk-card-form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (saleParameters && online) onContinue()
      }}
    >
      {!online && (
        <Notice>
          <strong>{messages.offline.title}.</strong> {messages.offline.body}
        </Notice>
      )}
      {elsewhere}
      <div className="ofk-card-choices">
        <AmountInput card={card} />
        <div className="ofk-card-fields">
          <AssetPicker card={card} />
          <CountryPicker card={card} />
          <SubdivisionPicker card={card} />
          <CurrencyPicker card={card} />
          <MethodPicker card={card} />
        </div>
      </div>
      <div className="ofk-card-offer">
        <ProviderPicker card={card} />
        <QuoteSummary card={card} />
        <PriceCountdown card={card} />
        <div className="ofk-actions">
          <button
            type="submit"
            className="ofk-button"
            disabled={saleParameters === null || !online}
            aria-busy={busy}
            onPointerEnter={onNear}
            onFocus={onNear}
          >
            {failed ??
              (provider === null
                ? messages.open.submit
                : messages.open.continueWith(messages.provider(provider)))}
          </button>
        </div>
        <p className="ofk-money" data-moved="no">
          {hint ? `${hint.title}. ${hint.body}` : messages.money.no}
        </p>
      </div>
    </form>
  )
}
