import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import {
  type ConnectorUnderTest,
  describeWalletConformance,
  reportConnector,
  type TestWallet,
} from '@offrampkit/deposit/testing'
import type { Address, Chain, EIP1193Provider } from 'viem'
import { afterAll, beforeAll, describe, expect, it, test, vi } from 'vitest'
import { type Connector, createConfig, http } from 'wagmi'
import { connect } from 'wagmi/actions'
import { injected, mock } from 'wagmi/connectors'
import { walletPortOf } from './walletPort.ts'

/** A window that has events and nothing else: what these connectors look for, without a DOM. One for each app. */
const openWindow = () => void vi.stubGlobal('window', new EventTarget())
beforeAll(openWindow)
afterAll(() => void vi.unstubAllGlobals())

const chainOf = ({ chainId }: TestWallet, url = 'http://127.0.0.1:1'): Chain => ({
  id: chainId,
  name: 'Local',
  nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
  rpcUrls: { default: { http: [url] } },
})

const configOf = (chain: Chain, discover = false) =>
  createConfig({
    chains: [chain],
    transports: { [chain.id]: http() },
    storage: null,
    multiInjectedProviderDiscovery: discover,
  })

/** What an app hands to the kit: the wallet of a wagmi connection. */
const portOf = async (connector: Connector) => ({ wallet: await walletPortOf(connector) })

const asProvider = (wallet: TestWallet) => wallet as unknown as EIP1193Provider

const injectedWallet: ConnectorUnderTest = {
  name: 'wagmi injected',
  async connect(wallet) {
    const config = configOf(chainOf(wallet))
    const target = { id: 'test', name: 'Test', provider: asProvider(wallet) as never }
    const connector = config._internal.connectors.setup(injected({ target }))
    await connect(config, { connector })
    return portOf(connector)
  },
}

const announced: ConnectorUnderTest = {
  name: 'wagmi over an EIP-6963 announcement',
  async connect(wallet) {
    openWindow()
    const rdns = 'example.wallet'
    const info = { uuid: crypto.randomUUID(), name: 'Announced', icon: 'data:image/svg+xml,', rdns }
    const detail = { info, provider: asProvider(wallet) }
    const announce = () => void window.dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }))
    window.addEventListener('eip6963:requestProvider', announce)
    const config = configOf(chainOf(wallet), true)
    const connector = config.connectors.find(({ id }) => id === rdns)
    if (!connector) throw new Error('The announced wallet was not found.')
    await connect(config, { connector })
    return portOf(connector)
  },
}

/** The wallet behind a real socket: what wagmi's mock connector needs. */
async function listen(wallet: TestWallet) {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { id, method, params } = JSON.parse(Buffer.concat(chunks).toString())
      const reply = (body: object) => response.end(JSON.stringify({ jsonrpc: '2.0', id, ...body }))
      wallet.request({ method, params }).then(
        (result) => reply({ result: result ?? null }),
        ({ code, message }) => reply({ error: { code, message } }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const mocked: ConnectorUnderTest = {
  name: 'wagmi mock',
  async connect(wallet) {
    const { url, close } = await listen(wallet)
    const config = configOf(chainOf(wallet, url))
    const accounts = wallet.accounts as [Address]
    const connector = config._internal.connectors.setup(mock({ accounts }))
    await connect(config, { connector })
    return { ...(await portOf(connector)), close }
  },
}

for (const under of [injectedWallet, announced, mocked]) describeWalletConformance(under, { describe, it })

describe('what each does to a request', () => {
  test.each([injectedWallet, announced])('$name: nothing', async (under) => {
    const report = await reportConnector(under)
    expect(report).toMatchObject({
      requests: 1,
      inClick: true,
      added: [],
      codes: [],
      nullAnswer: 'value null',
    })
    expect(new Set(Object.values(report.parameters))).toEqual(new Set(['kept']))
  })

  test('wagmi mock: nothing, but it never asks in the click', async () => {
    const report = await reportConnector(mocked)
    expect(report).toMatchObject({ requests: 1, inClick: false, added: [], nullAnswer: 'value null' })
    expect(new Set(Object.values(report.parameters))).toEqual(new Set(['kept']))
    expect(report.codes).toEqual([])
  })
})
