import { OfframpError } from '@offrampkit/core'
import { cleanup, render, waitFor } from '@testing-library/react'
import type { ReactElement } from 'react'
import { afterEach, describe, expect, test } from 'vitest'
import { OfframpForm } from '../components/offramp-form/OfframpForm.tsx'
import type { SaleView } from '../sale/useSaleView.ts'
import { OwnSale } from '../testing/OwnSale.tsx'
import { saleBench } from '../testing/saleBench.tsx'
import { byHandFacts } from '../testing/storyByHand.ts'
import { differingFacts, type StoryFacts, storyFacts } from '../testing/storyFacts.ts'
import { storyForms } from '../testing/storyForms.ts'
import { DeadlineRing } from './DeadlineRing.tsx'
import { DepositReview } from './DepositReview.tsx'
import { ErrorNotice } from './ErrorNotice.tsx'
import { ManualDeposit } from './ManualDeposit.tsx'
import { OrderTimeline } from './OrderTimeline.tsx'
import { ResumeBanner } from './ResumeBanner.tsx'
import { SaleStatus } from './SaleStatus.tsx'
import { WalletPromptNotice } from './WalletPromptNotice.tsx'

afterEach(cleanup)

const failed = new OfframpError({ code: 'provider_unavailable', message: 'It is away.', retryable: true })

/** What an app writes on any part. The state is told as one line, in the order in which the part has it. */
interface Written {
  className(state: object): string
  render: ReactElement
  id: string
}
interface Case {
  name: string
  facts: StoryFacts
  resumed?: boolean
  part(view: SaleView, written: Written): ReactElement
  tag: string
  own: string
  state: string
}

const cases: Case[] = [
  {
    name: 'DepositReview',
    facts: differingFacts,
    part: (view, written) => <DepositReview view={view} {...written} />,
    tag: 'SECTION',
    own: 'ofk-part',
    state: 'state=idle changed=true error=null',
  },
  {
    name: 'ManualDeposit',
    facts: byHandFacts(),
    part: (view, written) => <ManualDeposit view={view} {...written} />,
    tag: 'SECTION',
    own: 'ofk-part',
    state: 'stage=by_hand',
  },
  {
    name: 'WalletPromptNotice',
    facts: storyFacts.prompting,
    part: (view, written) => <WalletPromptNotice view={view} {...written} />,
    tag: 'SECTION',
    own: 'ofk-part',
    state: 'here=false',
  },
  {
    name: 'OrderTimeline',
    facts: storyFacts.outcome_unknown,
    part: (view, written) => <OrderTimeline view={view} {...written} />,
    tag: 'OL',
    own: 'ofk-steps',
    state: 'stage=outcome_unknown step=send state=trouble',
  },
  {
    name: 'DeadlineRing',
    facts: storyFacts.order_ready,
    part: (view, written) => <DeadlineRing view={view} {...written} />,
    tag: 'SPAN',
    own: 'ofk-ring',
    state: 'left=plenty',
  },
  {
    name: 'ErrorNotice',
    facts: storyFacts.broadcast,
    part: (view, written) => <ErrorNotice view={view} error={failed} {...written} />,
    tag: 'DIV',
    own: 'ofk-trouble',
    state: 'code=provider_unavailable moved=maybe retryable=true',
  },
  {
    name: 'ResumeBanner',
    facts: storyFacts.order_ready,
    part: (view, written) => <ResumeBanner view={{ ...view, shown: false }} {...written} />,
    tag: 'SECTION',
    own: 'ofk-banner',
    state: 'stage=order_ready ended=false',
  },
  {
    name: 'SaleStatus',
    facts: storyFacts.paid,
    part: (view, written) => <SaleStatus view={view} {...written} />,
    tag: 'SECTION',
    own: 'ofk-part',
    state: 'stage=paid tone=good waiting=false moved=yes',
  },
  {
    name: 'OfframpForm',
    facts: storyFacts.at_provider,
    part: (_, written) => (
      <OfframpForm step={storyForms.priceChanged} sending onSubmit={() => undefined} {...written} />
    ),
    tag: 'DIV',
    own: 'ofk-alone',
    state: 'state=sending reason=price_changed',
  },
]

const lineOf = (state: object) =>
  Object.entries(state)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ')

describe.each(cases)('$name', ({ facts, part, tag, own, state }) => {
  test('className as a function of its state, an element of the app, attributes and data', async () => {
    const told: string[] = []
    const written: Written = {
      id: 'mine',
      className: (now) => {
        told.push(lineOf(now))
        return 'mine'
      },
      render: <article className="card" title="theirs" />,
    }
    const bench = saleBench({ backend: { facts } })
    const { container } = render(
      bench.wrapped(
        <OwnSale>
          {(view) => (
            <>
              <div data-own="">{part(view, {} as Written)}</div>
              {part(view, written)}
            </>
          )}
        </OwnSale>,
      ),
    )
    await waitFor(() => expect(told.at(-1)).toBe(state))
    const plain = container.querySelector('[data-own]')?.firstElementChild
    expect(plain?.tagName).toBe(tag)
    expect(plain?.classList).toContain(own)
    const theirs = container.querySelector('#mine')
    expect(theirs?.tagName).toBe('ARTICLE')
    expect(theirs?.getAttribute('title')).toBe('theirs')
    for (const name of [own, 'mine', 'card']) expect(theirs?.classList).toContain(name)
    // Everything that the state says stands there as data, and what is not is left out.
    const data = state
      .split(' ')
      .map((one) => one.split('=') as [string, string])
      .filter(([, value]) => value !== 'false' && value !== 'null')
      .map(([name, value]) => [name, value === 'true' ? '' : value])
    for (const element of [plain, theirs])
      expect({ ...(element as HTMLElement).dataset }).toEqual(Object.fromEntries(data))
    expect(plain?.getAttribute('lang')).toBe('en')
    expect(plain?.getAttribute('dir')).toBe('ltr')
    expect(theirs?.textContent).toBe(plain?.textContent)
    expect(bench.asked).toEqual([])
  })
})
