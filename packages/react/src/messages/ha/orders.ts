import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const haHistory: HistoryMessages = {
  title: 'Kuɗin da kuka cire',
  loading: 'Ana karanta kuɗin da kuka cire…',
  empty: {
    title: 'Ba ku cire kuɗi ba tukuna',
    body: 'Abin da kuka cire zai bayyana a nan, tare da inda ya kai.',
  },
  more: 'Nuna na baya',
  loadingMore: 'Ana karantawa…',
  details: 'Matakan wannan cire kuɗi',
}

export const haReceipt: ReceiptMessages = {
  title: 'Rasiti',
  notPaidTitle: 'Inda wannan oda take',
  notPaid: 'Wannan ba rasiti ba ne: a iya saninmu, ba a biya komai don wannan oda ba.',
  loading: 'Ana karanta rasiti…',
  sold: 'Abin da aka sayar',
  paidOut: 'Abin da aka biya',
  untold: 'An biya; ba a faɗi adadin ba',
  provider: 'Mai ba da sabis',
  method: 'An biya zuwa',
  rate: 'Farashin canji, har da dukan kuɗin aiki',
  rateOf: (cash, asset) => `${cash} kan 1 ${asset}`,
  begun: 'An fara',
  arrived: 'An ga abin da aka aika',
  confirmed: 'An tabbatar da biya',
  asOf: (time) => `Zuwa ${time}`,
  print: 'Buga',
  share: 'Raba',
  copied: 'An kwafi. Ku manna inda kuke so.',
}
