import { fromFixed } from '../../decimal.ts'
import { groupedAddress, type Html, html } from '../../html/html.ts'
import { page } from '../../html/page.ts'
import { COUNTRIES, currenciesOf, METHOD_NAMES } from '../catalog.ts'
import type { SalePrice } from '../pricing.ts'
import { formTarget } from './allowlist.ts'
import type { HostedSession } from './session.ts'

/** The sentence that the real page shows without a usable token (reported 2026-01). */
export const TOKEN_ERROR =
  'Your project is configured to require secure initialization and requires a `sessionToken`'

export function errorPage(message: string, status = 400): Response {
  return page({
    title: 'Something is missing',
    status,
    body: html`<section class="card"><h1>This page cannot be shown</h1>
<p class="error" role="alert" data-testid="hosted-error">${message}</p>
<p class="dim">Close this window and start again from the app.</p></section>`,
  })
}

const option = (value: string, label: string, chosen: string): Html =>
  html`<option value="${value}" ${value === chosen ? html`selected` : null}>${label}</option>`

const unique = (values: readonly string[]) => [...new Set(values)]

const problem = (message: string | null) =>
  message === null ? null : html`<p class="error" role="alert" data-testid="hosted-error">${message}</p>`

const cancel = html`<button class="quiet" name="action" value="cancel" formnovalidate data-testid="hosted-cancel">Cancel</button>`

function frame(session: HostedSession, title: string, step: string, body: Html): Response {
  return page({
    title,
    formTargets: session.redirectAllowed ? [formTarget(session.redirectUrl)] : [],
    body: html`<section class="card" data-testid="hosted-${step}"><h1>${title}</h1>${body}</section>`,
  })
}

export function signInPage(session: HostedSession): Response {
  return frame(
    session,
    'Sign in to your play account',
    'sign-in-step',
    html`<p>This stands in for the real sign-in. There is no password.</p>
<form method="post"><label for="country">Country of residence</label>
<select id="country" name="country" data-testid="hosted-country">${COUNTRIES.map((c) => option(c.id, c.name, session.country.id))}</select>
<button name="action" value="sign-in" data-testid="hosted-sign-in">Sign in</button>${cancel}</form>`,
  )
}

export function orderPage(session: HostedSession, error: string | null): Response {
  const { form, choices, country } = session
  const networks = unique(choices.map((a) => a.coinbaseNetwork))
  return frame(
    session,
    'Cash out crypto',
    'order-step',
    html`${problem(error)}<form method="post">
<label for="asset">Asset</label>
<select id="asset" name="asset" data-testid="hosted-asset">${unique(choices.map((a) => a.symbol)).map((s) => option(s, s, form.asset))}</select>
<label for="network">Network</label>
<select id="network" name="network" data-testid="hosted-network">${networks.map((n) => option(n, n, form.network))}</select>
<label for="amount">Amount to sell</label>
<input id="amount" name="amount" inputmode="decimal" autocomplete="off" required value="${form.amount}" data-testid="hosted-amount">
<label for="method">Pay out to</label>
<select id="method" name="method" data-testid="hosted-method">${country.methods.map((m) => option(m, METHOD_NAMES[m], form.method))}</select>
<label for="currency">Currency</label>
<select id="currency" name="currency" data-testid="hosted-currency">${currenciesOf(country).map((c) => option(c, c, form.currency))}</select>
<button name="action" value="preview" data-testid="hosted-continue">Preview</button>${cancel}</form>`,
  )
}

export function previewPage(session: HostedSession, price: SalePrice, error: string | null): Response {
  const { form, grant } = session
  const fiat = (value: bigint) => `${fromFixed(value)} ${form.currency}`
  const money =
    form.method === 'CRYPTO_ACCOUNT'
      ? html`<dt>You get</dt><dd data-testid="hosted-total">${`${form.amount} ${form.asset}`} as crypto</dd>`
      : html`<dt>Fee</dt><dd data-testid="hosted-fee">${fiat(price.fee)}</dd>
<dt>You get about</dt><dd class="strong" data-testid="hosted-total">${fiat(price.total)}</dd>
<dt>Receive at least</dt><dd data-testid="hosted-receive-at-least">${fiat(price.minimumTotal)}</dd>`
  return frame(
    session,
    'Review your cash-out',
    'preview-step',
    html`${problem(error)}<dl>
<dt>You sell</dt><dd class="strong" data-testid="hosted-sell-amount">${`${form.amount} ${form.asset}`}</dd>
<dt>Network</dt><dd data-testid="hosted-sell-network">${form.network}</dd>
<dt>From</dt><dd data-testid="hosted-from">${groupedAddress(grant.addresses.get(form.network) ?? '')}</dd>
<dt>Pay out to</dt><dd data-testid="hosted-sell-method">${METHOD_NAMES[form.method]}</dd>${money}</dl>
<p class="dim">After "Cash out now" you have 30 minutes to send exactly this amount from your wallet, in the app that you came from.</p>
<form method="post"><button name="action" value="confirm" data-testid="hosted-cash-out">Cash out now</button>
${session.locked ? null : html`<button class="quiet" name="action" value="edit" data-testid="hosted-edit">Edit</button>`}${cancel}</form>`,
  )
}

/** After the order, when the page does not lead back by itself. */
export function placedPage(session: HostedSession): Response {
  return frame(
    session,
    'Almost done: send your crypto',
    'placed-step',
    html`<p data-testid="hosted-placed">Your order is placed. Go back to the app and send ${`${session.form.amount} ${session.form.asset}`} within 30 minutes. You can close this window.</p>`,
  )
}

export function leftPage(session: HostedSession): Response {
  return frame(
    session,
    'You left without cashing out',
    'left-step',
    html`<p data-testid="hosted-left">No order was placed and nothing will be sold. You can close this window.</p>
${session.redirectAllowed ? html`<a class="button quiet" href="${session.redirectUrl}" data-testid="hosted-back">Back to the app</a>` : null}`,
  )
}
