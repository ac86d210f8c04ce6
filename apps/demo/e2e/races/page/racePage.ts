// One order, real ports, three buttons. What a page of an app does, and nothing else.
import { createAssetRegistry, type NetworkId } from '@offrampkit/core'
import { httpBackend } from '@offrampkit/core/api'
import { bindDeposit } from '@offrampkit/core/deposit'
import { joinAttempts, mergeFacts, stageOf, statusOf } from '@offrampkit/core/order'
import { type ArmedDeposit, createDepositor, type DepositPorts, type WalletPort } from '@offrampkit/deposit'
import { createBrowserPorts, createServerClock, eip1193Wallet } from '@offrampkit/deposit/browser'
import type { RaceHandle, RaceSettings, WalletAnswer, WalletAsk } from '../settings.ts'

/** A safety that is taken out, for the test that proves that the races notice. */
export interface Change {
  ports?: (ports: DepositPorts) => DepositPorts
  wallet?: (wallet: WalletPort) => WalletPort
}

/** Starts the page. Its order and its surroundings are in its address. */
export async function startRacePage(change: Change = {}): Promise<void> {
  const query = new URLSearchParams(location.search)
  const orderId = query.get('order') ?? ''
  const user = query.get('user') ?? ''
  const settings = (await (await fetch('/settings.json')).json()) as RaceSettings
  const registry = createAssetRegistry(settings)
  const backend = httpBackend({ baseUrl: '/api/offramp', headers: () => ({ 'x-race-user': user }) })
  const clock = createServerClock()
  const ports = createBrowserPorts({
    registry,
    chains: settings.rpcUrls as Partial<Record<NetworkId, string>>,
    deposits: query.has('ledger') ? backend.deposits : undefined,
    clock,
  })
  const depositor = createDepositor(change.ports?.(ports) ?? ports)
  const { dataset } = document.body

  let armed: ArmedDeposit | null = null
  let arming: Promise<void> = Promise.resolve()
  let reading: Promise<void> | null = null
  const given = eip1193Wallet({ request: askWallet }, 'race-wallet')
  const wallet = change.wallet?.(given) ?? given

  async function askWallet({ method, params = [] }: Pick<WalletAsk, 'method'> & Partial<WalletAsk>) {
    const answer = await window.askWallet({ method, params, attemptId: armed?.attemptId ?? null })
    if ('result' in answer) return answer.result
    throw Object.assign(new Error(answer.error.message), { code: answer.error.code })
  }

  async function readOrder() {
    const askedAt = clock.now()
    const order = await backend.getOrder({ orderId })
    clock.sync(order.serverNow, askedAt)
    return order
  }

  async function look(): Promise<void> {
    const order = await readOrder()
    const { attempts, facts } = await depositor.reconcile(order)
    const now = clock.now()
    const joined = { ...order, facts: mergeFacts(order.facts, facts) }
    const binding = bindDeposit(joined, registry, now)
    const all = joinAttempts(attempts, order.attempts)
    const stage = stageOf({ order: joined, status: statusOf(joined, now), binding, attempts: all })
    dataset.stage = stage.name
    dataset.send = String(stage.canSend)
  }

  /** One look at a time. What cannot be read now is read the next time. */
  function refresh(): Promise<void> {
    reading ??= look()
      .catch((error) => {
        dataset.stage = ''
        dataset.problem = String(error)
      })
      .finally(() => {
        reading = null
      })
    return reading
  }

  async function review(): Promise<void> {
    try {
      armed = await depositor.arm(await readOrder(), wallet)
    } catch (error) {
      dataset.refused = String((error as { code?: unknown }).code ?? error)
    }
  }

  const on = (id: string, listener: () => void) =>
    document.getElementById(id)?.addEventListener('click', listener)
  on('review', () => {
    arming = review()
  })
  on('send', () => {
    if (armed) void armed.fire().then(refresh)
  })
  on('close', () => armed?.disarm())
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) dataset.restored = String(Number(dataset.restored ?? 0) + 1)
    void refresh()
  })
  depositor.subscribe(orderId, () => void refresh())
  if (query.has('claim')) await depositor.claim(orderId)
  window.race = {
    refresh,
    reviewed: () => arming,
    send: () => document.getElementById('send')?.click(),
  }
  void refresh()
  document.dispatchEvent(new Event('race-ready'))
}

declare global {
  interface Window {
    race?: RaceHandle
    /** Settled once the page can be used; rejects where its code could not be loaded. */
    ready?: Promise<void>
    askWallet(ask: WalletAsk): Promise<WalletAnswer>
  }
}
