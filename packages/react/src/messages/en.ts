import { enByHand } from './enByHand.ts'
import { enCard } from './enCard.ts'
import { enErrors } from './enErrors.ts'
import { enForm } from './enForm.ts'
import { enHistory, enReceipt } from './enOrders.ts'
import { enReasons } from './enReasons.ts'
import { enStages } from './enStages.ts'
import { formatsOf, plural, titleCase } from './format.ts'
import type { OfframpMessages } from './messages.ts'

export const en: OfframpMessages = {
  locale: 'en',
  dir: 'ltr',
  ...formatsOf('en'),
  stages: enStages,
  reasons: enReasons,
  errors: enErrors,
  steps: { confirm: 'Confirm', review: 'Review', send: 'Send', paid: 'Paid' },
  money: {
    no: 'Nothing has left your wallet.',
    maybe: 'Money may be on its way. Do not send again.',
    atMostOnce: 'Money may be on its way already. Of the two requests at most one can arrive.',
    onlyYouKnow: 'Nothing has arrived yet. Only you know whether you have sent it.',
    yes: 'The deposit has left your wallet.',
  },
  provider: titleCase,
  method: titleCase,
  panel: {
    title: 'Cash out',
    close: 'Close',
    youSell: 'You sell',
    youReceive: 'You receive',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'a moment old',
    progress: 'Progress',
    opening: 'Preparing your order…',
    orderId: 'Order number',
    providerNumber: (provider) => `Number at ${provider}`,
    transactionHash: 'Transaction',
    errorCode: 'Code',
    loading: 'Reading your order…',
    openHere: 'A cash-out is open in this browser',
  },
  open: {
    continueWith: (provider) => `Continue with ${provider}`,
    again: 'Open again',
    linkTitle: 'Your browser blocked the window',
    linkBody: 'Open it with this link. It works once and for a few minutes.',
    link: 'Continue',
    redirecting: 'Taking you there…',
    closed: 'Window gone? If you are done there, this page goes on by itself. Otherwise open it again.',
    unconfirmed: (provider) =>
      `${provider} knows this order. Go on only if you have confirmed it there: what is sent before that is not sold.`,
    confirmed: 'I have confirmed it there',
    submit: 'Continue',
  },
  form: enForm,
  review: {
    amount: 'Amount',
    asset: 'Asset',
    network: 'Network',
    to: 'To this address',
    from: 'From your account',
    timeLeft: 'Time left to send',
    timeUp: 'Time is up',
    atLeast: 'You receive at least',
    atLeastNote:
      'If the price falls below “You receive at least”, the provider does not sell and keeps the coins for you in your account there.',
    memo: 'Memo',
    gas: 'Network fee, at most',
    asked: (value) => `You asked for ${value}`,
    changed: 'Some lines differ from what you asked for. They are marked.',
    checkAddress: 'Compare the address with the one that your wallet shows.',
    payOnce: (provider) =>
      `The page of ${provider} shows this address too. Pay in one place only: if you have paid or cancelled there, do not send here.`,
    review: 'Review deposit',
    checking: 'Checking…',
    send: (amount) => `Send ${amount}`,
    rejected: 'You declined in your wallet. Nothing was sent.',
  },
  byHand: enByHand,
  history: enHistory,
  receipt: enReceipt,
  card: enCard,
  wallet: {
    compare: 'What your wallet has to show',
    onlyThis: 'This page asks for this one transfer and nothing else. Decline whatever looks different.',
    switchTo: (network) => `Switch to ${network}`,
    switching: 'Switching…',
    wrongAccount: (address) => `This order belongs to ${address}. Select that account in your wallet.`,
  },
  actions: {
    checkAgain: 'Check again',
    checking: 'Looking…',
    cancelledInWallet: 'I cancelled it in my wallet',
    cancelledNote:
      'If the request is gone from your wallet, say so: then you can try once more, and still only one of the two can arrive.',
    startAgain: 'Start again',
    startNew: 'Leave this and start a new cash-out',
    tryAgain: 'Try again',
    done: 'Done',
    hide: 'Hide',
    transaction: 'View transaction',
  },
  onchain: {
    confirmations: (done, wanted) =>
      `${done} of ${wanted} ${plural('en', wanted, { one: 'block', other: 'blocks' })}`,
  },
  offline: {
    title: 'You are offline',
    body: 'This is what we knew last. It goes on as soon as you are connected.',
  },
  stale: (what) => `${what} Shown below is what we knew last.`,
  unreadable: 'This browser could not look on the blockchain just now.',
  elsewhere:
    'This cash-out was begun in another browser. Only that one knows whether the deposit was sent: go on there.',
  returned: {
    title: 'You can close this window',
    body: 'Your cash-out goes on in the window that you started from.',
    here: 'Continue here instead',
  },
}
