import { OfframpError } from '@offrampkit/core'
import { type Order, valuesOf } from '@offrampkit/core/order'
import { checkOtherAddress, readOtherAddress } from '@offrampkit/core/payment'
import type { ProviderSession, SessionResult } from '@offrampkit/core/provider'
import type { CallSignal } from '../upstream.ts'
import type { PartnaApi } from './api.ts'
import { invalid, reasonOf } from './errors.ts'
import type { ExpireAction } from './flow.ts'
import { buildPartnaUrl } from './hostedUrl.ts'
import { senderlessNetworks } from './networks.ts'
import { payoutForm, readPayout, sameHolder } from './payoutForm.ts'
import { referenceOf } from './reference.ts'
import { rowEvent } from './rows.ts'
import type { SellParts } from './sell.ts'
import { type CheckedRequest, checkSellRequest } from './sellRequest.ts'
import type { WireSale } from './wire/sale.ts'

/** Where to send is known already: a page or a form opened now would make a second sale under the same reference. */
export function knownDeposit({ orderId, facts }: Order): ProviderSession | null {
  const row = facts.rows[referenceOf(orderId)]
  return row && valuesOf(row.fields.to).length > 0 ? { kind: 'deposit' } : null
}

/** The hosted page for this order. What it is opened with is a wish: the signed webhook says what became of it. */
export async function openWidget(
  parts: SellParts,
  order: Order,
  { merchant, page, signal }: { merchant: string; page: string } & CallSignal,
): Promise<ProviderSession> {
  const { request, orderId } = order
  const { asset, networkName } = checkSellRequest(request, parts.registry, parts.networks)
  await parts.mustBeListed(asset, networkName, { signal })
  const url = buildPartnaUrl(
    {
      amount: request.amount,
      from_currency: asset.symbol,
      from_network: networkName,
      to_currency: request.cashoutCurrency,
      merchant,
      ...addressOf(order, 'address'),
      reference: referenceOf(orderId),
    },
    page,
  )
  return { kind: 'open', url, modes: ['popup', 'tab'], expiresAt: null }
}

/** The questions that `POST /ramp` needs answered. */
export async function askForPayout(
  parts: SellParts,
  order: Order,
  call: CallSignal,
): Promise<ProviderSession> {
  const { request } = order
  checkPayout(checkSellRequest(request, parts.registry, parts.networks))
  return payoutForm(request.cashoutCurrency, await banksFor(parts.api, request.cashoutCurrency, call))
}

export interface NewSale extends CallSignal {
  /** The user's account at Partna. */
  accountName: string
  expireAction: ExpireAction
  /** Whose name `POST /ramp` gets: the guide says the holder of the bank account, the OpenAPI says the Partna account. */
  nameInRamp: 'account' | 'holder'
  lifeMs: number
}

/**
 * Makes the sale: the account is resolved, its holder must be whom the user named, and the sale is asked for under the order's own
 * reference, which Partna takes once. Asked again after an answer was lost, it is found instead of made anew.
 */
export async function makeSale(
  parts: SellParts,
  order: Order,
  values: Readonly<Record<string, string>>,
  sale: NewSale,
): Promise<SessionResult> {
  const { api, registry, networks, now } = parts
  const { request } = order
  const call = { signal: sale.signal }
  const checked = checkSellRequest(request, registry, networks)
  const toNetwork = checkPayout(checked)
  await parts.mustBeListed(checked.asset, checked.networkName, call)
  const currency = request.cashoutCurrency
  const banks = await banksFor(api, currency, call)
  const payout = readPayout(currency, banks, values)
  const { holder, paymentNetwork, ...account } = payout
  const told = await api.resolveAccount({ currency, ...account }, call)
  if (!sameHolder(holder, told)) throw otherHolder()

  const pair = { from: checked.asset.symbol, to: currency, amount: request.amount }
  const asked = {
    fromCurrency: checked.asset.symbol,
    fromNetwork: checked.networkName,
    ...addressOf(order, 'sendingAddress'),
  }
  const rampReference = referenceOf(order.orderId)
  let made: WireSale[]
  try {
    const created = await api.createRamp(
      {
        ...asked,
        fromAmount: request.amount,
        toCurrency: currency,
        toNetwork,
        rateKey: await api.rateKey(pair, call),
        rampReference,
        accountName: sale.nameInRamp === 'holder' ? told : sale.accountName,
        ...account,
        ...(paymentNetwork === undefined ? {} : { paymentNetwork }),
        expireAction: sale.expireAction,
        rampExpTime: Math.round(sale.lifeMs / 1000),
      },
      call,
    )
    // What the answer leaves out was accepted as it was asked for; the amount, the address and the end must be told.
    made = [{ status: 'pending', createdAt: String(now()), ...asked, ...created }]
  } catch (error) {
    if (reasonOf(error) !== 'reference_exists') throw error
    // What an earlier try made, whose answer was lost: of this order, but paid to where its answers said.
    const by = { accountName: sale.accountName, rampReference }
    const bankName = banks.find(({ code }) => code === payout.bankCode)?.name
    const known = await api.rampsPaidTo(by, { accountNumber: payout.accountNumber, bankName }, call)
    if (known === null) throw otherAccount()
    made = known
  }
  const known = made.some(({ paymentAddress }) => paymentAddress !== undefined)
  return {
    session: { kind: known ? 'deposit' : 'follow' },
    // Opened, though nothing was shown: from now on Partna has something to tell.
    events: [
      { type: 'opened', at: now(), source: 'server' },
      ...made.map((one) => rowEvent(one, networks, now(), 'server')),
    ],
  }
}

/**
 * Who sends. Where senders change by nature nobody is compared, and the order may name the account by which the user is known
 * instead: that one is no wallet there, and is not told.
 */
function addressOf<name extends string>({ request, sender }: Order, name: name): { [key in name]?: string } {
  const { network } = request
  const known = senderlessNetworks.includes(network)
    ? readOtherAddress(network, sender)
    : checkOtherAddress(network, sender)
  return known === null ? {} : ({ [name]: known.address } as { [key in name]?: string })
}

async function banksFor(api: PartnaApi, currency: string, call: CallSignal) {
  return currency === 'NGN' ? await api.banks(currency, call) : []
}

function checkPayout({ payout }: CheckedRequest): string {
  if (payout.network === null)
    throw invalid('Partna pays this currency through its own page alone.', 'Use the flow partna/widget.')
  return payout.network
}

function otherAccount(): OfframpError {
  return new OfframpError({
    code: 'conflict',
    message: 'Partna has this sale already, and it does not say that this account is paid.',
    why: 'An earlier answer of theirs was lost, and the sale was made with what was entered then. Nothing was sent.',
    action: 'Start a new cash-out: the one that they have lapses by itself.',
    details: { field: 'accountNumber', reason: 'other_account' },
  })
}

function otherHolder(): OfframpError {
  return new OfframpError({
    code: 'invalid_request',
    message: 'The bank knows this account under another name.',
    why: 'The payout would go to somebody else. Nothing was made at Partna, and nothing was sent.',
    action: 'Check the account number and the name.',
    details: { field: 'holder' },
  })
}
