import { type RenderResult, render, screen, waitFor } from '@testing-library/react'
import { type ReactElement, type ReactNode, StrictMode } from 'react'
import { type Mock, vi } from 'vitest'
import type { OfframpButtonProps } from '../components/offramp-button/buttonProps.ts'
import { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
import { type CreateOfframpConfigParameters, createOfframpConfig } from '../config/createOfframpConfig.ts'
import { english } from '../messages/english.ts'
import { StoryFrame } from './StoryFrame.tsx'
import type { StoryBackendOptions } from './storyBackend.ts'
import { createStoryParts, type StoryOptions, type StoryParts } from './storyParts.ts'
import { storySale } from './storySale.ts'
import type { StoryWallet } from './storyWallet.ts'

/** The sale that the story's provider knows. */
export const benchSale = storySale

export interface SaleBenchOptions extends Omit<StoryOptions, 'backend' | 'wallet' | 'messages'> {
  backend?: StoryBackendOptions
  wallet?: StoryWallet
  /** Replaces parts of the config, such as its storage or single ports. */
  config?: Partial<CreateOfframpConfigParameters>
}

/** A story's surroundings with everything that they were asked for. */
export interface SaleBench extends StoryParts {
  /** Each call of the backend, in order. */
  calls: { name: string; parameters: unknown }[]
  /** Each request that the wallet got, in order. */
  asked: string[]
  /** The loading of the sale's code brings its texts: called means loaded. */
  loadTexts: Mock<typeof english.load>
  /** How often the backend was asked for something. */
  count(name: string): number
  /** How often the wallet was asked to send. */
  prompts(): number
  /** Something inside the providers. */
  wrapped(children: ReactNode): ReactElement
}

/** The real kit over a backend, a chain and a wallet inside the page. */
export function saleBench(options: SaleBenchOptions = {}): SaleBench {
  const calls: SaleBench['calls'] = []
  const asked: string[] = []
  const loadTexts = vi.fn(english.load)
  const { backend = {}, wallet = {}, config, ...rest } = options
  const story = createStoryParts({
    ...rest,
    backend: {
      ...backend,
      onCall(name, parameters) {
        calls.push({ name, parameters })
        return backend.onCall?.(name, parameters)
      },
    },
    wallet: {
      ...wallet,
      onRequest(method) {
        asked.push(method)
        return wallet.onRequest?.(method)
      },
    },
    messages: { ...english, load: loadTexts },
  })
  const ports = { ...story.config.ports, ...config?.ports }
  const parts = { ...story, config: createOfframpConfig({ ...story.config, ...config, ports }) }
  return {
    ...parts,
    calls,
    asked,
    loadTexts,
    count: (name) => calls.filter((call) => call.name === name).length,
    prompts: () => asked.filter((method) => method === 'eth_sendTransaction').length,
    wrapped: (children) => <StoryFrame parts={parts}>{children}</StoryFrame>,
  }
}

/** The button of {@link benchSale} on the page. */
export function renderButton(
  bench: SaleBench,
  props: Partial<OfframpButtonProps> = {},
  strict = false,
): RenderResult {
  const app = bench.wrapped(<OfframpButton {...benchSale} {...props} />)
  return render(strict ? <StrictMode>{app}</StrictMode> : app)
}

/** The panel, as soon as it shows this screen. */
export async function panelAt(name: string): Promise<HTMLElement> {
  const dialog = await screen.findByRole('dialog')
  await waitFor(() => {
    if (dialog.dataset.screen !== name)
      throw new Error(`the panel shows ${dialog.dataset.screen}, not ${name}`)
  })
  return dialog
}

/** Everything that is only waiting for promises has happened by then. */
export function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve()
    port2.postMessage(null)
  })
}

/** Stands in for the browser's `window.open`. Remembers what was opened, and whether its opener was severed in time. */
export function fakeWindows() {
  const opened: {
    features: string
    replace: Mock<(url: string) => void>
    close: Mock<() => void>
    closed: boolean
    opener: unknown
    /** What `opener` was when a foreign page came in. */
    openerThen: unknown
  }[] = []
  const open = vi.spyOn(window, 'open').mockImplementation((_url, _target, features = '') => {
    const page = document.implementation.createHTMLDocument()
    const one: (typeof opened)[number] = {
      features,
      replace: vi.fn(() => {
        one.openerThen = one.opener
      }),
      close: vi.fn(() => {
        one.closed = true
      }),
      closed: false,
      opener: window,
      openerThen: 'never navigated',
    }
    opened.push(one)
    return Object.assign(one, { document: page, location: { replace: one.replace } }) as unknown as Window
  })
  return { open, opened }
}
