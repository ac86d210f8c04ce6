import type { MoneyMoved, OfframpErrorCode } from '@offrampkit/core'
import type { AnswerProblem } from '@offrampkit/core/api'
import type { Decimal, Money } from '@offrampkit/core/money'
import type { FailureReason, StageName, TransferDifference } from '@offrampkit/core/order'
import type { FlowCapabilities } from '@offrampkit/core/provider'
import type { ByHandMessages } from './byHandMessages.ts'
import type { CardMessages } from './cardMessages.ts'
import type { HistoryMessages, ReceiptMessages } from './ordersMessages.ts'

/** What a stage's text may speak of. Amounts are formatted for people already. */
export interface StageFacts {
  /** The provider as a person knows it. */
  provider: string
  /** What is sold, such as `25 USDC`. */
  amount: string
  asset: string
  network: string
  /** What was paid out, formatted, where the provider told it. */
  payout: string | null
  refunds: FlowCapabilities['refunds']
  /** Why the provider ended the order, in its words. */
  reason: string | null
  /** What the wallet did instead of what it was asked for, where the chain shows such a transaction. */
  astray: AstrayFacts | null
  /** This browser could not read what it knows, or only another one can know. */
  blind: boolean
  /** The order is made from the user's own answers, not on a page of the provider. */
  asks: boolean
}

/** A transaction that is not what was asked for. */
export interface AstrayFacts {
  /** In what. The sender is the account that signed, the recipient the one that got the coins. */
  differs: TransferDifference
  /** What it moved, such as `24 USDC`; `null` where the asset is not a configured one. */
  amount: string | null
  from: string
  to: string
  /** The network that it is on. */
  network: string
}

export interface StageText {
  title: string
  body: string
}

/** What a known reason for an order's end is told with, by where the coins are. */
export interface ReasonTexts {
  /** Nothing has left the wallet. */
  unsent(facts: StageFacts): StageText
  /** The user sends by hand: only they know whether they did. */
  byHand(facts: StageFacts): StageText
  /** The provider has the coins. */
  credited(facts: StageFacts): StageText
}

/** Texts of a form. */
export interface FormMessages {
  /** Above the questions, where all must be answered, and where some need not. */
  allNeeded: string
  someOptional: string
  /** Beside the label of what may be left out. */
  optional: string
  choose: string
  sending: string
  /** On the button, where a changed price is agreed to. */
  agree: string
  corrections(count: number): string
  problems: Record<AnswerProblem, (label: string, maxLength: number) => string>
  changed: { title: string; body: string; before: string; now: string }
}

/** Steps of the timeline. */
export type StepName = 'confirm' | 'review' | 'send' | 'paid'

/** Which language some texts are in. It stands on the kit's own elements, never on the app's. */
interface TextLanguage {
  /** A BCP 47 tag, such as `pt` or `es-MX`. */
  locale: string
  dir: 'ltr' | 'rtl'
}

/** Labels of the button itself: they load with the page. */
export interface ButtonMessages extends TextLanguage {
  cashOut: string
  resume: string
  view: string
  opening: string
  failedToLoad: string
  /** In the blank window until the provider's page is there. */
  waitingTitle: string
  waitingBody: string
}

/** Every other text of the kit: it loads when a sale starts. A missing key does not compile. */
export interface OfframpMessages extends TextLanguage {
  stages: Record<StageName, (facts: StageFacts) => StageText>
  /** In place of the stage's text, where the provider's reason is one of these. */
  reasons: Record<FailureReason, ReasonTexts>
  errors: Record<OfframpErrorCode, StageText>
  steps: Record<StepName, string>
  money: Record<MoneyMoved, string> & {
    /** Beside a request that the user called cancelled: the next one carries the same number. */
    atMostOnce: string
    /** Where the user sends by hand. */
    onlyYouKnow: string
  }
  provider(id: string): string
  method(id: string): string
  duration(seconds: number): string
  /** A moment in the user's own time zone, with its name; milliseconds since 1970. */
  time(at: number): string
  /** A sum of money for people; never rounded. */
  cash(value: Money): string
  /** An amount of an asset with every digit that it has. */
  asset(amount: Decimal, symbol: string): string
  panel: {
    title: string
    close: string
    youSell: string
    youReceive: string
    estimate(value: string): string
    /** Beside an estimate that is some seconds old. */
    momentOld: string
    progress: string
    opening: string
    orderId: string
    /** Beside the number that the provider itself knows the order by. */
    providerNumber(provider: string): string
    transactionHash: string
    errorCode: string
    loading: string
    /** Above an order that can be gone on with. */
    openHere: string
  }
  open: {
    continueWith(provider: string): string
    again: string
    linkTitle: string
    linkBody: string
    link: string
    redirecting: string
    closed: string
    unconfirmed(provider: string): string
    confirmed: string
    submit: string
  }
  form: FormMessages
  review: {
    amount: string
    asset: string
    network: string
    to: string
    from: string
    timeLeft: string
    /** In place of the time left. */
    timeUp: string
    atLeast: string
    atLeastNote: string
    memo: string
    gas: string
    asked(value: string): string
    changed: string
    checkAddress: string
    /** Where the provider's page, which stays open, shows the same address. */
    payOnce(provider: string): string
    review: string
    checking: string
    send(amount: string): string
    rejected: string
  }
  byHand: ByHandMessages
  history: HistoryMessages
  receipt: ReceiptMessages
  card: CardMessages
  wallet: {
    /** Above the lines to compare, while the wallet is asked. */
    compare: string
    /** Below those lines: one request is all that this page makes. */
    onlyThis: string
    switchTo(network: string): string
    switching: string
    wrongAccount(address: string): string
  }
  actions: {
    checkAgain: string
    checking: string
    cancelledInWallet: string
    /** Beside `cancelledInWallet`. */
    cancelledNote: string
    startAgain: string
    /** Beside an order that may have been paid: it says that the old one is left, not undone. */
    startNew: string
    tryAgain: string
    done: string
    hide: string
    transaction: string
  }
  onchain: {
    confirmations(done: number, wanted: number): string
  }
  offline: StageText
  stale(what: string): string
  unreadable: string
  /** The order was begun in another browser, and only that one knows of attempts. */
  elsewhere: string
  returned: { title: string; body: string; here: string }
}

/** Where the texts come from: the button's own now, the rest when it is needed. */
export interface MessagesSource {
  button: ButtonMessages
  load(): Promise<OfframpMessages>
}
