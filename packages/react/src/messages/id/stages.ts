import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `${asset} Anda ada di akun ${provider} Anda`,
      'Tidak dijual dan tidak dikembalikan ke dompet Anda. Anda dapat menjual atau menariknya di sana.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider} tidak menjual ${asset} Anda`,
      `${provider} mengembalikannya ke dompet asalnya. Jangan kirim lagi.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider} tidak menjual ${asset} Anda`,
      `Aset itu ada pada ${provider}. Tanyakan pada dukungannya, dan simpan nomor pesanan di bawah.`,
    ),
}

const meddled = 'Mungkin ada yang mengubah kiriman dompet ini: jangan gunakan sampai Anda tahu apa itu.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Dompet Anda memakai ${seen.network}, bukan ${network}`,
      `Dompet diminta mengirim ${amount} di ${network}. ${provider} mungkin tidak melihat yang ada di ${seen.network}.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Dompet Anda mengirim ke alamat lain',
      `${amount} seharusnya ke alamat ${provider}. ${seen.amount ?? 'Sesuatu yang lain'} terkirim ke ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Dompet Anda mengirim aset lain',
      `${provider} menunggu ${amount}, dan menerima ${seen.amount ?? 'aset yang mungkin tidak dikenalnya'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Dompet Anda mengirim jumlah lain',
      `${provider} menunggu ${amount}, dan menerima ${seen.amount ?? 'jumlah lain'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Akun lain yang mengirim setoran',
      `${amount} datang dari ${seen.from}. ${provider} mungkin tidak mengenal akun itu sebagai milik Anda.`,
    ),
  data: ({ amount }) =>
    say(
      'Dompet Anda mengirim transaksi lain',
      `Dompet diminta mengirim ${amount}, tetapi melakukan hal lain. ${meddled}`,
    ),
}

export const idStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Siap kapan pun Anda siap',
      `Anda mengonfirmasi penjualan dengan ${provider}, memeriksa setoran di sini, dan menandatangani sekali di dompet Anda.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Selanjutnya beberapa pertanyaan',
          `${provider} perlu tahu ke mana membayar Anda. Lengkapi yang masih kurang; tidak ada yang terkirim karenanya.`,
        )
      : say(
          'Pesanan Anda sudah disiapkan',
          `Lanjutkan dengan ${provider} untuk mengonfirmasi penjualan. Tidak ada yang terkirim karenanya.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Konfirmasi penjualan dengan ${provider}`,
      'Selesaikan di jendelanya, lalu kembali. Halaman ini mengikuti dengan sendirinya.',
    ),
  awaiting_order: ({ provider }) =>
    say(`Menunggu ${provider}`, 'Tujuan pengiriman setoran sedang ditentukan. Biasanya beberapa detik.'),
  order_ready: ({ amount }) =>
    say(
      'Tinjau setoran',
      `Periksa setiap baris. ${amount} baru keluar dari dompet Anda saat Anda mengirim dan menandatangani.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Kirim setoran secara manual',
      `Kirim persis jumlah di bawah di ${network} dari dompet Anda sendiri. Penyedia memberi tahu halaman ini saat setoran tiba.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Anda menyatakan sudah mengirimnya',
      `Menunggu ${provider} melihatnya di ${network}. Jangan kirim lagi. Anda boleh menutup halaman ini.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Pesanan ini sudah berakhir',
      `Menurut ${provider}, tidak ada yang tiba tepat waktu. Jangan kirim apa pun lagi ke alamatnya. Jika Anda sudah mengirim ${amount}, tanyakan pada dukungan ${provider} dan berikan nomor pesanan di bawah.`,
    ),
  armed: () =>
    say(
      'Siap dikirim',
      'Semuanya baru saja diperiksa. Jika ini bukan tab tempat Anda meninjau, lanjutkan di tab itu.',
    ),
  prompting: () =>
    say(
      'Konfirmasi di dompet Anda',
      'Kami sudah meminta dompet Anda satu kali. Periksa jumlah dan alamat di sana sebelum menandatangani.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Browser ini tidak tahu apakah sudah terkirim',
          'Sejauh yang kami lihat, belum ada yang tiba. Jangan kirim secara manual: lihat dompet Anda dulu.',
        )
      : say(
          'Kami meminta dompet Anda dan tidak mendapat jawaban yang jelas',
          'Sejauh yang dapat kami lihat, belum ada yang tiba. Kami terus mencari di blockchain. Jangan kirim secara manual: periksa dompet Anda dulu.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'Dalam perjalanan',
      `Dompet Anda mengirim ${amount}. Kami menunggu ${network} memasukkannya. Jika lama, lihat dompet Anda: mungkin menunggu biaya yang lebih tinggi. Jangan kirim secara manual.`,
    ),
  included: ({ network }) =>
    say(`Sudah masuk di ${network}`, 'Transfer ada di dalam blok. Beberapa blok lagi membuatnya final.'),
  final_onchain: ({ provider }) =>
    say('Final di blockchain', `Setoran sudah tiba secara final. Menunggu ${provider} melihatnya.`),
  provider_received: ({ provider, asset }) =>
    say(
      `${provider} sudah menerima ${asset} Anda`,
      'Aset sedang dijual dan pembayaran Anda disiapkan. Anda boleh menutup halaman ini.',
    ),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'Sudah dibayarkan' : `${payout} sudah dibayarkan`,
      `${provider} menyatakan pembayaran sudah selesai. Mungkin perlu beberapa saat sampai Anda melihatnya.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'Jaringan menolak transfer',
      'Transfer gagal di blockchain, jadi tidak ada yang terpakai selain biaya jaringan. Tinjau dan kirim lagi.',
    ),
  attested: () =>
    say(
      'Anda dapat mencoba sekali lagi',
      'Dompet Anda mendapat satu permintaan lagi, yang menggantikan yang pertama: jaringan hanya menerima salah satu dari keduanya, sekalipun yang pertama akhirnya disetujui. Tolak yang pertama jika masih terbuka di sana.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} mengakhiri pesanan ini`,
      `${reason === null ? '' : `Alasan yang disampaikan: “${reason}”. `}Tidak ada yang dikirim dari dompet Anda. Anda dapat mulai lagi.`,
    ),
  cancelled_unsent: () => say('Dibatalkan', 'Pesanan ini dibatalkan sebelum apa pun dikirim.'),
  expired_unsent: () =>
    say('Waktu habis', 'Pesanan ini kedaluwarsa sebelum apa pun dikirim. Dana Anda masih di dompet Anda.'),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'Waktu habis, dan browser ini tidak tahu apakah sudah terkirim',
          `Lihat dompet Anda sebelum melakukan hal lain. Permintaan yang masih terbuka di sana akan mengirim ke pesanan yang sudah ditutup ${provider}: tolak permintaan itu.`,
        )
      : say(
          'Waktu habis, dan satu permintaan masih terbuka',
          `Dompet Anda diminta dan tidak menjawab. Tolak permintaan itu jika masih ada di sana: menyetujuinya sekarang akan mengirim ke pesanan yang sudah ditutup ${provider}, juga jika Anda sudah memulai pencairan baru.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Pesanan ini perlu ditangani orang',
        `Keterangan dari ${facts.provider} tidak cocok, dan kami tidak pernah menebak dengan uang Anda. Jangan kirim apa pun. Tanyakan pada dukungan dan berikan nomor pesanan di bawah.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} Jangan kirim lagi. Tanyakan pada dukungan ${facts.provider}, dan berikan transaksi serta nomor pesanan di bawah.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${asset} Anda ada pada ${provider}. Minta dukungannya untuk mengembalikannya atau membayarkannya ke rekening atas nama Anda sendiri, dan berikan nomor di bawah.`,
  to_sender: ({ asset, provider }) =>
    `${provider} mengembalikan ${asset} Anda ke dompet asalnya. Jika tidak tiba, tanyakan pada dukungannya dan berikan nomor di bawah.`,
  to_provider_balance: ({ asset, provider }) =>
    `${asset} Anda ada di akun ${provider} Anda. Anda dapat menjualnya lagi atau menariknya di sana.`,
}
const notYours = 'Rekening bank tidak dapat diverifikasi sebagai milik Anda'

export const idReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `${provider} tidak dapat memastikan rekening itu atas nama Anda sendiri, dan mengakhiri pesanan ini. Tidak ada yang dikirim dari dompet Anda. Mulai lagi dengan rekening atas nama Anda sendiri.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `${provider} tidak dapat memastikan rekening itu atas nama Anda sendiri, dan mengakhiri pesanan ini. Jangan kirim apa pun lagi ke alamatnya. Jika Anda sudah mengirim ${amount}, tanyakan pada dukungan ${provider} dan berikan nomor pesanan di bawah. Jika belum, mulai lagi dengan rekening atas nama Anda sendiri.`,
      ),
    credited: (facts) =>
      say(
        `${facts.asset} Anda sudah tiba, tetapi rekening bank tidak dapat diverifikasi sebagai milik Anda`,
        `${facts.provider} tidak dapat memastikan rekening itu atas nama Anda sendiri, jadi tidak ada yang dibayarkan. ${coins[facts.refunds](facts)} Jangan kirim lagi untuk pesanan ini.`,
      ),
  },
}
