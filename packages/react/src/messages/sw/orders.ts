import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const swHistory: HistoryMessages = {
  title: 'Utoaji wako wa pesa',
  loading: 'Tunasoma utoaji wako wa pesa…',
  empty: {
    title: 'Bado hakuna utoaji wa pesa',
    body: 'Kila unapotoa pesa kutaonekana hapa, pamoja na hali yake.',
  },
  more: 'Onyesha za awali',
  loadingMore: 'Inasoma…',
  details: 'Hatua za utoaji huu',
}

export const swReceipt: ReceiptMessages = {
  title: 'Stakabadhi',
  notPaidTitle: 'Agizo hili liko wapi',
  notPaid: 'Hii si stakabadhi: kwa tunavyojua, hakuna kilicholipwa kwa agizo hili.',
  loading: 'Tunasoma stakabadhi…',
  sold: 'Kilichouzwa',
  paidOut: 'Kilicholipwa',
  untold: 'Imelipwa; kiasi hakikutajwa',
  provider: 'Mtoa huduma',
  method: 'Imelipwa kwa',
  rate: 'Kiwango, pamoja na ada zote',
  rateOf: (cash, asset) => `${cash} kwa 1 ${asset}`,
  begun: 'Ilianza',
  arrived: 'Kiasi kilionekana',
  confirmed: 'Malipo yalithibitishwa',
  asOf: (time) => `Hadi ${time}`,
  print: 'Chapisha',
  share: 'Shiriki',
  copied: 'Imenakiliwa. Bandika popote upendapo.',
}
