import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const trHistory: HistoryMessages = {
  title: 'Nakde çevirme işlemleriniz',
  loading: 'İşlemleriniz okunuyor…',
  empty: { title: 'Henüz işlem yok', body: 'Nakde çevirdikleriniz, durumlarıyla birlikte burada görünür.' },
  more: 'Öncekileri göster',
  loadingMore: 'Okunuyor…',
  details: 'Bu işlemin adımları',
}

export const trReceipt: ReceiptMessages = {
  title: 'Makbuz',
  notPaidTitle: 'Bu emrin durumu',
  notPaid: 'Bu bir makbuz değildir: bildiğimiz kadarıyla bu emir için ödeme yapılmadı.',
  loading: 'Makbuz okunuyor…',
  sold: 'Satılan',
  paidOut: 'Ödenen',
  untold: 'Ödendi; tutar bildirilmedi',
  provider: 'Sağlayıcı',
  method: 'Ödendiği yer',
  rate: 'Kur, tüm ücretler dahil',
  rateOf: (cash, asset) => `1 ${asset} karşılığı ${cash}`,
  begun: 'Başlangıç',
  arrived: 'Gönderim görüldü',
  confirmed: 'Ödeme onaylandı',
  asOf: (time) => `${time} itibarıyla`,
  print: 'Yazdır',
  share: 'Paylaş',
  copied: 'Kopyalandı. İstediğiniz yere yapıştırın.',
}
