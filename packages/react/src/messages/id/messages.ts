import { formatsOf, methodsIn, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { idCard } from './card.ts'
import { idErrors } from './errors.ts'
import { idHistory, idReceipt } from './orders.ts'
import { idReasons, idStages } from './stages.ts'

export const id: OfframpMessages = {
  locale: 'id',
  dir: 'ltr',
  ...formatsOf('id'),
  stages: idStages,
  reasons: idReasons,
  errors: idErrors,
  steps: { confirm: 'Konfirmasi', review: 'Tinjau', send: 'Kirim', paid: 'Dibayar' },
  money: {
    no: 'Tidak ada yang keluar dari dompet Anda.',
    maybe: 'Uang mungkin sedang dalam perjalanan. Jangan kirim lagi.',
    atMostOnce:
      'Uang mungkin sudah dalam perjalanan. Dari kedua permintaan, paling banyak satu yang dapat tiba.',
    onlyYouKnow: 'Belum ada yang tiba. Hanya Anda yang tahu apakah Anda sudah mengirimnya.',
    yes: 'Setoran sudah keluar dari dompet Anda.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Rekening bank (ACH)',
    BANK: 'Rekening bank',
    CARD: 'Kartu',
    CRYPTO_ACCOUNT: 'Akun kripto',
    FIAT_WALLET: 'Saldo mata uang lokal',
    MOBILE: 'Uang seluler',
  }),
  panel: {
    title: 'Cairkan dana',
    close: 'Tutup',
    youSell: 'Anda menjual',
    youReceive: 'Anda menerima',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'beberapa saat lalu',
    progress: 'Kemajuan',
    opening: 'Menyiapkan pesanan Anda…',
    orderId: 'Nomor pesanan',
    providerNumber: (provider) => `Nomor di ${provider}`,
    transactionHash: 'Transaksi',
    errorCode: 'Kode',
    loading: 'Membaca pesanan Anda…',
    openHere: 'Ada pencairan yang terbuka di browser ini',
  },
  open: {
    continueWith: (provider) => `Lanjutkan dengan ${provider}`,
    again: 'Buka lagi',
    linkTitle: 'Browser Anda memblokir jendela',
    linkBody: 'Buka dengan tautan ini. Tautan berlaku sekali dan selama beberapa menit.',
    link: 'Lanjutkan',
    redirecting: 'Mengantar Anda ke sana…',
    closed:
      'Jendela hilang? Jika Anda sudah selesai di sana, halaman ini berlanjut sendiri. Jika belum, buka lagi.',
    unconfirmed: (provider) =>
      `${provider} mengenal pesanan ini. Lanjutkan hanya jika Anda sudah mengonfirmasinya di sana: yang dikirim sebelum itu tidak dijual.`,
    confirmed: 'Saya sudah mengonfirmasinya di sana',
    submit: 'Lanjutkan',
  },
  form: {
    allNeeded: 'Semua di sini wajib diisi.',
    someOptional: 'Semua di sini wajib diisi, kecuali yang tertulis opsional.',
    optional: 'opsional',
    choose: 'Pilih…',
    sending: 'Mengirim…',
    agree: 'Setuju dan lanjutkan',
    corrections: (count) => `${count} jawaban perlu diperbaiki.`,
    problems: {
      missing: (label) => `“${label}” perlu diisi.`,
      too_long: (label, maxLength) => `“${label}” terlalu panjang: paling banyak ${maxLength} karakter.`,
      not_offered: (label) => `Pilih dari daftar untuk “${label}”.`,
      not_email: () => 'Alamat email memiliki @, seperti nama@example.org.',
      pattern: (label) => `Format “${label}” tidak benar. Periksa lagi.`,
    },
    changed: {
      title: 'Sekarang dibayar lebih sedikit',
      body: 'Harga turun sebelum pesanan Anda dibuat. Tidak ada yang dibuat dan tidak ada yang dikirim. Lanjutkan hanya jika Anda setuju dengan harga baru.',
      before: 'Anda menyetujui paling sedikit',
      now: 'Sekarang paling sedikit',
    },
  },
  review: {
    amount: 'Jumlah',
    asset: 'Aset',
    network: 'Jaringan',
    to: 'Ke alamat ini',
    from: 'Dari akun Anda',
    timeLeft: 'Sisa waktu mengirim',
    timeUp: 'Waktu habis',
    atLeast: 'Anda menerima paling sedikit',
    atLeastNote:
      'Jika harga turun di bawah “Anda menerima paling sedikit”, penyedia tidak menjual dan menyimpan koin untuk Anda di akun Anda di sana.',
    memo: 'Memo',
    gas: 'Biaya jaringan, paling banyak',
    asked: (value) => `Anda meminta ${value}`,
    changed: 'Beberapa baris berbeda dari yang Anda minta. Baris itu ditandai.',
    checkAddress: 'Bandingkan alamat dengan yang ditampilkan dompet Anda.',
    payOnce: (provider) =>
      `Halaman ${provider} juga menampilkan alamat ini. Bayar di satu tempat saja: jika Anda sudah membayar atau membatalkan di sana, jangan kirim dari sini.`,
    review: 'Tinjau setoran',
    checking: 'Memeriksa…',
    send: (amount) => `Kirim ${amount}`,
    rejected: 'Anda menolak di dompet. Tidak ada yang dikirim.',
  },
  byHand: {
    exactly: 'Persis sebesar ini yang harus tiba: biaya jaringan dan bursa ditambahkan di luar itu.',
    only: (asset, network) =>
      `Kirim hanya ${asset}, dan hanya di ${network}. Apa pun yang lain yang dikirim ke alamat ini akan hilang.`,
    memoNeeded: 'Tanpa memo ini tidak ada yang tahu bahwa koin itu milik Anda: koin akan hilang.',
    from: 'Hanya dari akun ini',
    fromNote: (provider) =>
      `${provider} membandingkan pengirimnya. Koin dari akun lain, atau dari bursa, mungkin tidak dijual.`,
    noChecksum:
      'Salin alamatnya. Satu karakter yang salah ketik tidak dapat diketahui siapa pun, dan koin akan hilang.',
    changed: 'Yang harus dikirim telah berubah. Gunakan hanya yang ditampilkan sekarang.',
    copy: { amount: 'Salin jumlah', to: 'Salin alamat', memo: 'Salin memo' },
    copied: { amount: 'Jumlah disalin', to: 'Alamat disalin', memo: 'Memo disalin' },
    copyFailed: 'Browser Anda tidak mengizinkan kami menyalin. Pilih teksnya dan salin sendiri.',
    openInWallet: 'Buka di aplikasi dompet',
    code: (whole) =>
      whole ? 'Kode QR berisi semua di atas, untuk aplikasi dompet' : 'Kode QR berisi alamat saja',
    codeNote: (whole) =>
      whole
        ? 'Pindai dengan aplikasi dompet, dan bandingkan yang ditampilkan sebelum mengirim.'
        : 'Kode ini hanya berisi alamat. Isi sendiri semua yang lain, seperti tertulis di atas.',
    sent: 'Saya sudah mengirimnya',
    sentNote: (provider) =>
      `Nyatakan ini hanya setelah Anda mengirim. ${provider} tidak mendengarnya: halaman ini lalu menunggu, dan tidak meminta setoran lagi.`,
    notTold: 'Ini belum dapat dicatat. Jika Anda sudah mengirimnya, tidak apa-apa: jangan kirim lagi.',
    over: {
      title: 'Waktu untuk mengirim sudah habis',
      body: 'Jangan kirim lagi. Jika Anda sudah mengirimnya, nyatakan: mungkin masih diterima.',
    },
    details: 'Yang seharusnya dikirim',
  },
  history: idHistory,
  receipt: idReceipt,
  card: idCard,
  wallet: {
    compare: 'Yang harus ditampilkan dompet Anda',
    onlyThis:
      'Halaman ini hanya meminta satu pengiriman ini, tidak ada yang lain. Tolak apa pun yang terlihat berbeda.',
    switchTo: (network) => `Beralih ke ${network}`,
    switching: 'Beralih…',
    wrongAccount: (address) => `Pesanan ini milik ${address}. Pilih akun itu di dompet Anda.`,
  },
  actions: {
    checkAgain: 'Periksa lagi',
    checking: 'Mencari…',
    cancelledInWallet: 'Saya membatalkannya di dompet',
    cancelledNote:
      'Jika permintaan sudah tidak ada di dompet Anda, nyatakan: lalu Anda dapat mencoba sekali lagi, dan tetap hanya satu dari keduanya yang dapat tiba.',
    startAgain: 'Mulai lagi',
    startNew: 'Tinggalkan ini dan mulai pencairan baru',
    tryAgain: 'Coba lagi',
    done: 'Selesai',
    hide: 'Sembunyikan',
    transaction: 'Lihat transaksi',
  },
  onchain: {
    confirmations: (done, wanted) => `${done} dari ${wanted} blok`,
  },
  offline: {
    title: 'Anda sedang offline',
    body: 'Ini yang terakhir kami ketahui. Akan berlanjut begitu Anda terhubung.',
  },
  stale: (what) => `${what} Di bawah ini yang terakhir kami ketahui.`,
  unreadable: 'Browser ini belum dapat melihat blockchain.',
  elsewhere:
    'Pencairan ini dimulai di browser lain. Hanya browser itu yang tahu apakah setoran sudah dikirim: lanjutkan di sana.',
  returned: {
    title: 'Anda boleh menutup jendela ini',
    body: 'Pencairan Anda berlanjut di jendela tempat Anda memulai.',
    here: 'Lanjutkan di sini saja',
  },
}
