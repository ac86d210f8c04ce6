import type { Address, Hex } from 'viem'
import type { SandboxChain } from '../chain/describe.ts'
import { readTransfer } from '../chain/erc20.ts'
import { fromBaseUnits } from '../decimal.ts'
import { groupedAddress, type Html, html } from '../html/html.ts'
import { page } from '../html/page.ts'
import { readChainId } from './methods.ts'
import type { WalletRequest } from './queue.ts'

export interface WalletAccount {
  address: Address
  label: string
}

export interface WalletPageState {
  request: WalletRequest | null
  waiting: number
  accounts: readonly WalletAccount[]
  selected: Address | null
  chains: readonly SandboxChain[]
  version: number
  close: boolean
  last: WalletRequest | null
}

const facts = (rows: readonly (readonly [string, Html])[]) =>
  html`<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`

/** What a transaction would move, in words. */
function describeSend(request: WalletRequest, chain: SandboxChain | undefined): Html {
  const tx = request.params[0] as { from: string; to: string; value?: Hex; data?: Hex; input?: Hex }
  const data = tx.data ?? tx.input ?? '0x'
  const token = chain?.tokens.find((t) => t.address.toLowerCase() === tx.to.toLowerCase())
  const transfer = token ? readTransfer(data) : null
  const native = BigInt(tx.value ?? '0x0')
  const coin = `${fromBaseUnits(native, 18)} ${chain?.native.symbol ?? ''}`
  const network = html`${chain?.name ?? ''} (chain ${String(request.chainId)})`
  if (token && transfer) {
    return html`<p class="big" data-testid="wallet-amount">${`${fromBaseUnits(transfer.value, token.decimals)} ${token.symbol}`}</p>
${facts([
  ['To', html`<span data-testid="wallet-to">${groupedAddress(transfer.to)}</span>`],
  ['From', groupedAddress(tx.from)],
  ['Network', network],
  ['Token', groupedAddress(token.address)],
])}`
  }
  return html`<p class="big" data-testid="wallet-amount">${coin}</p>
${facts([
  ['To', html`<span data-testid="wallet-to">${groupedAddress(tx.to)}</span>`],
  ['From', groupedAddress(tx.from)],
  ['Network', network],
])}${data === '0x' ? null : html`<p class="error">This calls a contract in a way that the wallet cannot read: <code>${data.slice(0, 74)}</code></p>`}`
}

function readMessage(value: unknown): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  if (!/^0x([\da-f]{2})*$/i.test(value)) return value
  const bytes = Uint8Array.from(value.slice(2).match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
  return new TextDecoder().decode(bytes)
}

function describe(
  request: WalletRequest,
  chains: readonly SandboxChain[],
  selected: Address | null,
): [string, Html] {
  const chain = chains.find((c) => c.chainId === request.chainId)
  switch (request.method) {
    case 'eth_requestAccounts':
    case 'wallet_requestPermissions':
      return [
        'Connect to this page?',
        html`<p>It will see this account:</p><p>${groupedAddress(selected ?? '')}</p>`,
      ]
    case 'eth_sendTransaction':
      return ['Send this?', describeSend(request, chain)]
    case 'personal_sign':
      return [
        'Sign this message?',
        html`<pre data-testid="wallet-message">${readMessage(request.params[0])}</pre>`,
      ]
    case 'eth_signTypedData_v4':
      return ['Sign this data?', html`<pre data-testid="wallet-message">${String(request.params[1])}</pre>`]
    default: {
      const to = chains.find((c) => c.chainId === readChainId(request.params))
      return [
        'Switch network?',
        html`<p data-testid="wallet-network">From ${chain?.name ?? ''} to <strong>${to?.name ?? ''}</strong></p>`,
      ]
    }
  }
}

function promptCard(request: WalletRequest, state: WalletPageState): Html {
  const [title, body] = describe(request, state.chains, state.selected)
  return html`<section class="card" data-testid="wallet-request" data-method="${request.method}">
<h1>${title}</h1><p class="dim" data-testid="wallet-origin">${request.origin} asks</p>${body}
<form method="post" action="/wallet/decide"><input type="hidden" name="id" value="${request.id}">
<div class="row"><button class="quiet" name="decision" value="reject" data-testid="wallet-reject">Reject</button>
<button name="decision" value="approve" data-testid="wallet-approve">Approve</button></div></form>
${state.waiting > 1 ? html`<p class="dim" data-testid="wallet-waiting">${String(state.waiting - 1)} more waiting</p>` : null}</section>`
}

function idleCard(state: WalletPageState): Html {
  const outcome = state.last?.answer
  const said = !outcome
    ? null
    : 'error' in outcome
      ? `Last request: ${outcome.error.message}`
      : 'Last request: done'
  return html`<section class="card" data-testid="wallet-idle"><h1>Nothing to approve</h1>
${said === null ? null : html`<p data-testid="wallet-outcome">${said}</p>`}
<p class="dim">Requests from the app show up here. You can close this window at any time.</p></section>`
}

/** The wallet window: the first waiting question, or nothing to do; and the account chooser. */
export function walletPage(state: WalletPageState): Response {
  const { request } = state
  return page({
    title: 'Sandbox wallet',
    script: '/wallet/page.js',
    body: html`<div id="wallet" data-version="${String(state.version)}" data-close="${state.close && !request ? 'yes' : 'no'}">
${request ? promptCard(request, state) : idleCard(state)}
<form method="post" action="/wallet/account"><label for="account">Account</label>
<select id="account" name="address" data-testid="wallet-account">${state.accounts.map(
      (a) =>
        html`<option value="${a.address}" ${a.address === state.selected ? html`selected` : null}>${`${a.label} ${a.address}`}</option>`,
    )}</select><button class="quiet" data-testid="wallet-use-account">Use this account</button></form></div>`,
  })
}

/** Runs in the wallet window: shows news at once, and closes a window that has done its work. */
export const walletPageScript = `const root = document.getElementById('wallet')
let leaving = false
addEventListener('submit', () => { leaving = true })
const news = new EventSource('/wallet/events')
news.onmessage = (event) => {
  if (!leaving && event.data !== root.dataset.version) { leaving = true; location.reload() }
}
addEventListener('pagehide', () => news.close())
if (root.dataset.close === 'yes' && window.opener) {
  setTimeout(() => { if (!leaving) window.close() }, 700)
}
`
