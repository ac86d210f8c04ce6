// Coinbase and Partna under load: the real adapters over an upstream that answers at once, and webhooks signed as theirs are.
// The benchmarks of packages/server name this module, because that package may not know the providers.
import { mainnetRegistry } from '@offrampkit/core'
import { idToHex, type OrderId, type SellRequest } from '@offrampkit/core/order'
import { testSecret } from '../../src/coinbase/fixtures/sale.ts'
import { coinbase } from '../../src/coinbase/server.ts'
import { createSigner } from '../../src/partna/fixtures/signed.ts'
import { partna } from '../../src/partna/server.ts'

const hook0Secret = '5b6b3a52-0000-4000-8000-000000000000'
const depositAddress = '0x90F79bf6EB2c4f870365E785982E1f101E93b906'
const seller = '0xAb5801a7D398351b8bE11C439e05C5B3259aeC9B'

/** What somebody wants to sell at each. */
export const wishes: Record<string, SellRequest> = {
  coinbase: {
    ...{ asset: 'USDC', network: 'eip155:8453', amount: '25' },
    ...{ cashoutCurrency: 'USD', country: 'US', subdivision: 'NY', method: 'ACH_BANK_ACCOUNT' },
  },
  partna: { asset: 'CUSD', network: 'eip155:42220', amount: '0.11', cashoutCurrency: 'KES', country: 'KE' },
}

interface ServerSide {
  /** Partna's, as {@link createWebhooks} made it. */
  webhookKey: string
  /** When the rows at Coinbase were made, ms since 1970. */
  startedAt: number
  /** How Coinbase says that each order stands. */
  says?: 'waiting' | 'paid'
}

export function serverSide({ webhookKey, startedAt, says = 'waiting' }: ServerSide) {
  const row = (ref: string) => ({
    ...rowOf(ref, startedAt),
    ...(says === 'paid' ? { status: 'TRANSACTION_STATUS_SUCCESS', tx_hash: `0x${'ab'.repeat(32)}` } : {}),
  })
  const upstream: typeof fetch = async (input) => {
    const ref = /\/sell\/user\/([^/]+)\/transactions/.exec(String(input))?.[1]
    if (!ref)
      return new Response('{"token":"MWYxZDFhNzktZmFiZS02ZGRkLWIxNzQtMDY1N2ZlYWE4YWEx","channel_id":""}')
    return new Response(JSON.stringify({ transactions: [row(ref)], next_page_key: '' }))
  }
  return {
    registry: mainnetRegistry(),
    fetch: upstream,
    providers: [
      coinbase({ apiKeyId: 'key-1', apiKeySecret: testSecret, webhookSecrets: [hook0Secret] }),
      partna({
        apiKey: 'key-1',
        merchant: 'shop',
        ...(webhookKey === '' ? {} : { webhookKeys: [webhookKey] }),
      }),
    ],
  }
}

const rowId = (ref: string) => `113c8a1d-${ref.replace(/[^A-Za-z0-9]/g, 'x')}`

function rowOf(ref: string, startedAt: number) {
  return {
    ...{ transaction_id: rowId(ref), status: 'TRANSACTION_STATUS_STARTED', asset: 'USDC', network: 'base' },
    ...{ sell_amount: { value: '25', currency: 'USDC' }, total: { value: '24.75', currency: 'USD' } },
    ...{ from_address: seller, to_address: depositAddress, tx_hash: '', payment_method: 'ACH_BANK_ACCOUNT' },
    created_at: new Date(startedAt).toISOString(),
  }
}

/** A webhook, ready to be sent. */
interface SignedMessage {
  headers: Record<string, string>
  body: string
}

/** Signs as the providers do. `step` counts the news of one order. */
export async function createWebhooks(startedAt: number) {
  const signer = await createSigner()
  const key = await crypto.subtle.importKey(
    ...(['raw', new TextEncoder().encode(hook0Secret), { name: 'HMAC', hash: 'SHA-256' }] as const),
    ...([false, ['sign']] as const),
  )
  const coinbaseMessage = async (eventType: string, ref: string, step: number): Promise<SignedMessage> => {
    const body = JSON.stringify({
      ...{ eventType, partnerUserRef: ref, transactionId: rowId(ref), status: 'TRANSACTION_STATUS_STARTED' },
      ...{ asset: 'USDC', network: 'base', sellAmount: { value: '25', currency: 'USDC' } },
      ...{ total: { currency: 'USD', value: '24.75' }, fromAddress: seller, toAddress: depositAddress },
      ...{ paymentMethod: 'ACH_BANK_ACCOUNT', redirectUrl: 'https://app.example/cash-out' },
      ...{
        createdAt: new Date(startedAt).toISOString(),
        updatedAt: new Date(startedAt + step).toISOString(),
      },
    })
    const id = `${ref}-${step}`
    const [time, names] = [Math.floor(Date.now() / 1000), 'content-type x-hook0-id']
    const signed = new TextEncoder().encode(`${time}.${names}.application/json.${id}.${body}`)
    const v1 = Buffer.from(await crypto.subtle.sign('HMAC', key, signed)).toString('hex')
    return {
      body,
      headers: {
        ...{ 'content-type': 'application/json', 'x-hook0-id': id },
        'x-hook0-signature': `t=${time},h=${names},v1=${v1}`,
      },
    }
  }
  const partnaMessage = async (reference: string, status: string, step: number): Promise<SignedMessage> => {
    const data = JSON.stringify({
      ...{ transactionReference: reference, status, timestamp: Math.floor(startedAt / 1000) },
      ...{ fromAmount: 0.11, toAmount: 12.93, fromCurrency: 'CUSD', toCurrency: 'KES', fromNetwork: 'celo' },
      ...{ toNetwork: 'kenyanshilling', totalFeesInFromCurrency: 0.0089, step },
      ...{ sendingAddress: seller, paymentAddress: depositAddress },
      ...{
        expireAt: Math.floor(startedAt / 1000) + 3_600,
        toExternalAccount: 'Safaricom::0726140198::::MOBILE',
      },
    })
    return { body: await signer.message(data), headers: { 'content-type': 'application/json' } }
  }
  return {
    publicKey: signer.publicKey,
    /** The next news of an order. */
    coinbase: (orderId: OrderId, step: number) =>
      coinbaseMessage('offramp.transaction.updated', orderId, step),
    partna: (orderId: OrderId, step: number) =>
      partnaMessage(
        idToHex(orderId),
        ['pending', 'received', 'processing', 'completed'][step] ?? 'completed',
        step,
      ),
    /** News of something that is no sale: a purchase, a message about an account. */
    coinbaseOther: (id: string, step: number) => coinbaseMessage('onramp.transaction.updated', id, step),
    partnaOther: (id: string, step: number) => partnaMessage(id.padEnd(33, 'x'), 'completed', step),
  }
}
