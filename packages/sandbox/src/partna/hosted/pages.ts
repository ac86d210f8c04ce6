import { groupedAddress, type Html, html } from '../../html/html.ts'
import { page } from '../../html/page.ts'
import { banksOf } from '../catalog.ts'
import type { Ramp, RampStatus } from '../order.ts'
import type { WidgetQuery } from './query.ts'

const notice = (error: string | null) =>
  error === null ? null : html`<p role="alert" data-testid="partna-error">${error}</p>`

/** A page without a next step. */
export const widgetError = (text: string, status: 400 | 404 = 400) =>
  page({
    title: 'Partna',
    status,
    body: html`<h1>This sale cannot be started</h1><p role="alert" data-testid="partna-error">${text}</p>`,
  })

const input = (name: string, label: string, value: string): Html =>
  html`<label>${label} <input name="${name}" value="${value}" data-testid="${`partna-${name}`}" autocomplete="off"></label>`

const choose = (name: string, label: string, options: readonly { value: string; text: string }[]): Html =>
  html`<label>${label} <select name="${name}" data-testid="${`partna-${name}`}">${options.map(
    (o) => html`<option value="${o.value}">${o.text}</option>`,
  )}</select></label>`

function payoutFields(currency: string): Html {
  const banks = banksOf(currency) ?? []
  if (currency === 'KES') {
    return html`${choose(
      'mobileNetwork',
      'Mobile network',
      banks.map((b) => ({ value: b.name, text: b.name })),
    )}${input('accountNumber', 'Phone number', '0726140198')}`
  }
  return html`${choose(
    'bankCode',
    'Bank',
    banks.map((b) => ({ value: b.code, text: b.name })),
  )}${input('accountNumber', 'Account number', '0123456789')}`
}

/** Who sells, and where the payout goes. */
export const payoutPage = (query: WidgetQuery, net: string, error: string | null) =>
  page({
    title: 'Partna',
    status: error === null ? 200 : 400,
    body: html`<h1>Sell ${query.fromCurrency}</h1>
<div data-testid="partna-payout-step">
<p>You send <b data-testid="partna-amount">${query.amount}</b> ${query.fromCurrency} on
<span data-testid="partna-network">${query.fromNetwork}</span> and get about
<b data-testid="partna-receive">${net}</b> ${query.toCurrency}.</p>
${notice(error)}
<form method="post">
${input('accountName', 'Partna account', 'sandboxuser')}
${payoutFields(query.toCurrency)}
<button name="action" value="continue" data-testid="partna-continue">Continue</button>
</form>
</div>`,
  })

const SENTENCES: Record<RampStatus, string> = {
  pending: 'Waiting for your crypto.',
  received: 'Your crypto has arrived.',
  processing: 'Your payout is on its way.',
  completed: 'Your payout has been sent.',
  canceled: 'This sale was canceled.',
  failed: 'Your payout could not be sent.',
}

const send = (ramp: Ramp, paidSaid: boolean): Html =>
  html`<p>Send exactly <b data-testid="partna-amount">${ramp.fromAmount}</b> ${ramp.fromCurrency} on
<span data-testid="partna-network">${ramp.fromNetwork}</span> to</p>
<p data-testid="partna-address">${groupedAddress(ramp.paymentAddress)}</p>
${paidSaid ? html`<p role="status" data-testid="partna-looking">Thank you. We are looking for it.</p>` : null}
<form method="post">
<button name="action" value="paid" data-testid="partna-paid">I have paid</button>
<button name="action" value="pay-elsewhere" data-testid="partna-pay-elsewhere">Pay from another sandbox wallet</button>
<button name="action" value="cancel" data-testid="partna-cancel">Cancel</button>
</form>`

/** Where to send, then how it stands. It never leads anywhere else: Partna documents no way back. */
export const rampPage = (ramp: Ramp, paidSaid: boolean, error: string | null) =>
  page({
    title: 'Partna',
    status: error === null ? 200 : 400,
    body: html`<h1>Sell ${ramp.fromCurrency}</h1>
<div data-testid="partna-ramp-step" data-status="${ramp.status}">
<p data-testid="partna-status">${SENTENCES[ramp.status]}</p>
${notice(error)}
${ramp.status === 'pending' ? send(ramp, paidSaid) : null}
<p>You get <b data-testid="partna-receive">${ramp.toAmount}</b> ${ramp.toCurrency}.</p>
<form method="get"><button data-testid="partna-refresh">Look again</button></form>
</div>`,
  })
