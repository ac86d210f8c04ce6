import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { dehydrate, HydrationBoundary, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, Suspense } from 'react'
import { renderToPipeableStream } from 'react-dom/server'
import { expect, test } from 'vitest'
import { createConfig, http, WagmiProvider } from 'wagmi'
import { base } from 'wagmi/chains'
import { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
import { OfframpHistory } from '../components/offramp-history/OfframpHistory.tsx'
import { OfframpReceipt } from '../components/offramp-receipt/OfframpReceipt.tsx'
import { useOfframpHistory } from '../hooks/useOfframpHistory.ts'
import { useOfframpStatus } from '../hooks/useOfframpStatus.ts'
import { useOpenOrders } from '../hooks/useOpenOrders.ts'
import { messagesFor } from '../messages/messagesFor.ts'
import { getOfframpHistoryQueryOptions } from '../queries/getOfframpHistory.ts'
import { getOfframpStatusQueryOptions } from '../queries/getOfframpStatus.ts'
import { storyFacts } from '../testing/storyFacts.ts'
import { listedId, listedOrder } from '../testing/storyOrders.ts'
import { storySale } from '../testing/storySale.ts'
import { storyRegistry } from '../testing/storyWorld.ts'
import { createOfframpConfig, type OfframpConfig } from './createOfframpConfig.ts'
import { OfframpProvider } from './OfframpProvider.tsx'

/** One user of the app, whose orders nobody else may see. */
interface User {
  name: string
  languages: readonly string[]
  index: number
  facts: (typeof storyFacts)[keyof typeof storyFacts]
}
const amina: User = { name: 'amina', languages: ['ar-EG'], index: 11, facts: storyFacts.paid }
const bola: User = { name: 'bola', languages: ['yo-NG', 'en'], index: 22, facts: storyFacts.order_ready }

function configOf({ name, index, facts }: User, key = name): OfframpConfig {
  const order = listedOrder(facts, index)
  const backend = {
    getOrder: async () => order,
    listOrders: async () => ({ items: [order], next: null }),
  }
  return createOfframpConfig({ backend: backend as never, registry: storyRegistry, key })
}

/** What a hook tells while the server draws, and what is drawn once the rest is there. */
function Told({ orderId, gate }: { orderId: string; gate: Gate }): ReactNode {
  const status = useOfframpStatus({ orderId })
  const history = useOfframpHistory()
  const open = useOpenOrders({ providers: ['coinbase'] })
  gate.wait()
  return (
    <output>
      {`${status.data?.order.orderId} ${status.data?.stage.name} ${open.length} `}
      {history.data?.pages.flatMap(({ items }) => items).map(({ order }) => `listed:${order.orderId}`)}
    </output>
  )
}

/** Lets a drawing wait in its middle, until the other request is in its middle too. */
interface Gate {
  wait(): void
  open(): void
  reached: Promise<void>
}
function createGate(): Gate {
  let isOpen = false
  let open = () => {}
  let reach = () => {}
  const opened = new Promise<void>((resolve) => {
    open = () => {
      isOpen = true
      resolve()
    }
  })
  const reached = new Promise<void>((resolve) => {
    reach = resolve
  })
  const wait = () => {
    reach()
    if (!isOpen) throw opened
  }
  return { wait, open: () => open(), reached }
}

/** As a server does for each request: a query client and wagmi of its own, and what was read for this user. */
async function render(user: User, config: OfframpConfig, gate: Gate): Promise<string> {
  const orderId = listedId(user.index)
  const queries = new QueryClient()
  const read = new QueryClient()
  await read.prefetchQuery(getOfframpStatusQueryOptions(config, { orderId }))
  await read.prefetchInfiniteQuery(getOfframpHistoryQueryOptions(config))
  const wagmi = createConfig({ chains: [base], transports: { [base.id]: http() }, ssr: true })
  const page = (
    <WagmiProvider config={wagmi}>
      <QueryClientProvider client={queries}>
        <HydrationBoundary state={dehydrate(read)}>
          <OfframpProvider config={config} messages={messagesFor(user.languages)}>
            <Suspense fallback="waits">
              <Told orderId={orderId} gate={gate} />
              <OfframpButton {...storySale} />
              <OfframpHistory />
              <OfframpReceipt orderId={orderId} />
            </Suspense>
            <OfframpButton {...storySale} className="before" />
          </OfframpProvider>
        </HydrationBoundary>
      </QueryClientProvider>
    </WagmiProvider>
  )
  const out = new PassThrough()
  const errors: unknown[] = []
  const { pipe } = renderToPipeableStream(page, { onError: (error) => void errors.push(error) })
  pipe(out)
  const html = await text(out)
  expect(errors).toEqual([])
  return html
}

async function alone(user: User, config: OfframpConfig): Promise<string> {
  const gate = createGate()
  gate.open()
  return await render(user, config, gate)
}

const apart = { amina: configOf(amina), bola: configOf(bola) }

/** A config as most apps have it: one for all, in a module. The backend knows by the request whose it is. */
function shared(): OfframpConfig {
  const orders = [amina, bola].map(({ facts, index }) => listedOrder(facts, index))
  const backend = {
    getOrder: async ({ orderId }: { orderId: string }) => orders.find((one) => one.orderId === orderId),
  }
  return createOfframpConfig({ backend: backend as never, registry: storyRegistry })
}

test('two requests in the middle of each other draw what each draws alone', async () => {
  const before = [await alone(amina, apart.amina), await alone(bola, apart.bola)]
  const [first, second] = [createGate(), createGate()]
  const both = Promise.all([render(amina, apart.amina, first), render(bola, apart.bola, second)])
  await Promise.all([first.reached, second.reached])
  // Whoever came first ends last.
  second.open()
  await second.reached
  first.open()
  const together = await both
  const after = [await alone(amina, apart.amina), await alone(bola, apart.bola)]

  for (const [html, user, other] of [
    [together[0], amina, bola],
    [together[1], bola, amina],
  ] as const) {
    expect(html).toContain(`listed:${listedId(user.index)}`)
    expect(html).not.toContain(listedId(other.index))
  }
  expect(together[0]).toContain('dir="rtl"')
  expect(together[1]).not.toContain('dir="rtl"')
  expect(together[1]).toContain(messagesFor('yo').button.cashOut)
  expect(after).toEqual(before)
  // What waited is sent after the rest, so that only its order in the stream is another one.
  const words = (html: string) => html.match(/>[^<>]+</g)?.sort()
  for (const [at, html] of together.entries())
    for (const word of words(before[at] as string) ?? []) expect(html).toContain(word)
})

test('a config that all requests share keeps nothing of the user it was read for', async () => {
  const config = shared()
  const read = new QueryClient()
  await read.prefetchQuery(getOfframpStatusQueryOptions(config, { orderId: listedId(amina.index) }))
  const gate = createGate()
  gate.open()
  // The list is not read here: whatever stands in it would come from somewhere else.
  const html = await render(bola, config, gate)
  expect(html).toContain(listedId(bola.index))
  expect(html).not.toContain(listedId(amina.index))
  expect(html).not.toContain('listed:')
})

test('an open order of some browser is never drawn by a server', async () => {
  // A server has no localStorage; a runtime that has one must change nothing.
  const config = createOfframpConfig({
    backend: {} as never,
    registry: storyRegistry,
    storage: { getItem: () => `${listedId(amina.index)}+`, setItem: () => {}, removeItem: () => {} },
  })
  const html = await alone({ ...bola, languages: ['en'] }, { ...apart.bola, storage: config.storage })
  expect(html).toContain('Cash out')
  expect(html).not.toContain('data-resumes')
  expect(html).not.toContain(listedId(amina.index))
})
