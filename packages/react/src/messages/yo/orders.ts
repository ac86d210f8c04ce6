import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const yoHistory: HistoryMessages = {
  title: 'Àwọn owó tí ẹ yọ',
  loading: 'A ń ka àwọn owó tí ẹ yọ…',
  empty: { title: 'Ẹ kò tíì yọ owó kankan', body: 'Ohun tí ẹ bá yọ yóò hàn níbí, pẹ̀lú ibi tó dé.' },
  more: 'Fi àwọn ti ìṣáájú hàn',
  loadingMore: 'Ó ń kà…',
  details: 'Àwọn ìgbésẹ̀ owó yíyọ yìí',
}

export const yoReceipt: ReceiptMessages = {
  title: 'Ìwé ẹ̀rí owó',
  notPaidTitle: 'Ibi tí ọ́dà yìí dé',
  notPaid: 'Èyí kì í ṣe ìwé ẹ̀rí owó: níwọ̀n bí a ti mọ̀, a kò tíì san ohunkóhun fún ọ́dà yìí.',
  loading: 'A ń ka ìwé ẹ̀rí owó…',
  sold: 'Ohun tí a tà',
  paidOut: 'Owó tí a san',
  untold: 'A ti san án; a kò sọ iye rẹ̀',
  provider: 'Olùpèsè',
  method: 'A san án sí',
  rate: 'Iye pàṣípààrọ̀, pẹ̀lú gbogbo owó iṣẹ́',
  rateOf: (cash, asset) => `${cash} fún 1 ${asset}`,
  begun: 'Ìgbà tó bẹ̀rẹ̀',
  arrived: 'Ìgbà tí a rí owó náà',
  confirmed: 'Ìgbà tí a fìdí ìsanwó múlẹ̀',
  asOf: (time) => `Títí di ${time}`,
  print: 'Tẹ̀ ẹ́ jáde',
  share: 'Pín in',
  copied: 'A ti dà á kọ. Ẹ lẹ̀ ẹ́ mọ́ ibi tí ẹ bá fẹ́.',
}
