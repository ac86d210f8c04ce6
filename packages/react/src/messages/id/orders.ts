import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const idHistory: HistoryMessages = {
  title: 'Pencairan Anda',
  loading: 'Membaca pencairan Anda…',
  empty: { title: 'Belum ada pencairan', body: 'Pencairan Anda tercantum di sini, beserta keadaannya.' },
  more: 'Tampilkan yang lebih lama',
  loadingMore: 'Membaca…',
  details: 'Langkah pencairan ini',
}

export const idReceipt: ReceiptMessages = {
  title: 'Tanda terima',
  notPaidTitle: 'Keadaan pesanan ini',
  notPaid: 'Ini bukan tanda terima: sejauh yang kami ketahui, belum ada yang dibayarkan untuk pesanan ini.',
  loading: 'Membaca tanda terima…',
  sold: 'Dijual',
  paidOut: 'Jumlah dibayarkan',
  untold: 'Sudah dibayarkan; jumlahnya tidak disebutkan',
  provider: 'Penyedia',
  method: 'Dibayarkan ke',
  rate: 'Kurs, termasuk semua biaya',
  rateOf: (cash, asset) => `${cash} untuk 1 ${asset}`,
  begun: 'Dimulai',
  arrived: 'Setoran terlihat',
  confirmed: 'Pembayaran dikonfirmasi',
  asOf: (time) => `Per ${time}`,
  print: 'Cetak',
  share: 'Bagikan',
  copied: 'Disalin. Tempelkan di mana saja.',
}
