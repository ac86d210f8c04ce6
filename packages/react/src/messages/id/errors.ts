import type { OfframpMessages } from '../messages.ts'
import { say } from '../say.ts'

const again = 'Coba lagi sebentar lagi.'
const tellApp = 'Mohon beri tahu pembuat aplikasi ini.'

export const idErrors: OfframpMessages['errors'] = {
  invalid_request: say('Penjualan ini tidak dapat dimulai', tellApp),
  invalid_amount: say('Jumlah ini tidak dapat dijual', 'Gunakan angka dan satu titik, misalnya 25.5.'),
  invalid_address: say('Alamat tidak valid', 'Jangan kirim secara manual.'),
  unknown_asset: say('Aset ini tidak didukung di sini', 'Pilih aset atau jaringan lain.'),
  ambiguous_asset: say('Aset ini diatur dua kali', tellApp),
  unsupported_network: say('Jaringan ini tidak didukung di sini', 'Pilih jaringan lain.'),
  amount_out_of_limits: say('Jumlah di luar batas', 'Pilih jumlah atau metode pembayaran lain.'),
  constant_reference: say('Aplikasi ini memakai satu referensi untuk semua pesanan', tellApp),
  invalid_config: say('Aplikasi ini tidak diatur dengan benar', tellApp),
  missing_context: say('Aplikasi ini tidak diatur dengan benar', tellApp),
  unauthenticated: say(
    'Masuk untuk melanjutkan',
    'Masuk ke aplikasi ini dengan dompet yang Anda pakai untuk menjual.',
  ),
  forbidden: say('Akun ini tidak boleh melakukan itu', 'Masuk dengan dompet yang Anda pakai untuk menjual.'),
  identity_unverified: say(
    'Identitas Anda belum terverifikasi',
    'Jika Anda sudah melakukan verifikasi, seseorang sedang memeriksanya: kembalilah nanti. Ini bisa memakan waktu satu hari.',
  ),
  identity_rejected: say(
    'Verifikasi identitas Anda tidak diterima',
    'Penyedia ini hanya membayar orang yang terverifikasi. Tanyakan pada dukungannya, atau pilih penyedia lain.',
  ),
  not_found: say(
    'Pesanan ini tidak ditemukan',
    'Mungkin milik akun lain. Masuk dengan akun yang membuatnya.',
  ),
  method_not_allowed: say('Aplikasi ini tidak diatur dengan benar', tellApp),
  conflict: say('Ada yang lebih cepat', 'Periksa lagi untuk melihat keadaan pesanan sekarang.'),
  payload_too_large: say('Ini terlalu banyak sekaligus', tellApp),
  unsupported_media_type: say('Aplikasi ini tidak diatur dengan benar', tellApp),
  rate_limited: say('Terlalu banyak permintaan', 'Tunggu beberapa detik, lalu coba lagi.'),
  client_ip_unknown: say('Koneksi Anda tidak dapat dikenali', 'Matikan proxy atau VPN, lalu coba lagi.'),
  webhook_rejected: say('Ada pesan yang tidak asli', 'Pesan itu diabaikan. Tidak ada yang berubah.'),
  provider_unavailable: say('Penyedia sedang tidak tersedia', again),
  provider_rejected: say('Penyedia menolak penjualan ini', 'Periksa jumlah, negara, dan metode pembayaran.'),
  provider_unreadable: say('Penyedia memberi jawaban yang tidak kami pahami', again),
  unsupported_operation: say('Ini tidak mungkin di sini', 'Pilih cara lain.'),
  backend_unreachable: say('Server aplikasi ini tidak menjawab', 'Periksa koneksi Anda. Pesanan Anda aman.'),
  backend_unreadable: say(
    'Server aplikasi ini memberi jawaban yang tidak kami pahami',
    'Tidak ada yang dilakukan dengan jawaban itu.',
  ),
  version_mismatch: say('Halaman ini sudah usang', 'Muat ulang. Pesanan Anda aman.'),
  internal: say('Terjadi kesalahan', 'Muat ulang halaman: di sana terlihat keadaan pesanan Anda.'),
  store_failed: say('Server aplikasi ini tidak dapat menyimpannya', again),
  no_instruction: say(
    'Penyedia belum memberi tahu ke mana harus mengirim',
    'Selesaikan pesanan di jendelanya.',
  ),
  several_instructions: say(
    'Penyedia menampilkan lebih dari satu pesanan terbuka',
    'Batalkan di sana semuanya kecuali satu, atau mulai lagi.',
  ),
  instruction_changed: say('Pesanan berubah setelah Anda meninjaunya', 'Tinjau lagi dengan teliti.'),
  instruction_refused: say('Petunjuk penyedia tidak aman untuk diikuti', 'Jangan kirim secara manual.'),
  order_expired: say('Waktu untuk membayar pesanan ini sudah habis', 'Mulai pencairan baru.'),
  order_ended: say('Pesanan ini sudah berakhir', 'Mulai pencairan baru untuk menjual lagi.'),
  order_busy: say('Pesanan ini sedang diproses', 'Tunggu sebentar, lalu coba lagi.'),
  attempt_active: say(
    'Setoran ini dimulai di tempat lain',
    'Lanjutkan di sana. Jangan kirim untuk kedua kalinya.',
  ),
  paid_elsewhere: say(
    'Koin sudah tiba di alamat ini',
    'Jika Anda membayar dari halaman penyedia, itu sudah cukup: jangan kirim lagi, dan tunggu di sini. Jika bukan Anda, tanyakan pada penyedia.',
  ),
  attempt_unproven: say(
    'Percobaan sebelumnya mungkin sudah terkirim',
    'Periksa lagi, dan lihat dompet Anda. Jangan kirim secara manual.',
  ),
  ledger_unavailable: say(
    'Browser ini tidak dapat menyimpan catatan',
    'Keluar dari mode penyamaran atau kosongkan ruang, lalu muat ulang.',
  ),
  lock_held: say('Setoran ini terbuka di tab lain', 'Lanjutkan di tab itu, atau tutup tab itu.'),
  no_wallet: say('Tidak ada dompet yang terhubung', 'Hubungkan dompet yang ingin Anda pakai untuk menjual.'),
  wrong_account: say('Akun lain yang dipilih', 'Beralih ke akun yang membuat pesanan ini.'),
  wrong_network: say('Dompet Anda berada di jaringan lain', 'Ganti jaringannya untuk melanjutkan.'),
  contract_account: say('Akun kontrak pintar belum didukung', 'Gunakan akun biasa untuk pencairan baru.'),
  insufficient_balance: say(
    'Saldo di dompet ini tidak cukup',
    'Pilih jumlah yang lebih kecil atau isi saldo dulu.',
  ),
  insufficient_gas: say(
    'Saldo tidak cukup untuk biaya jaringan',
    'Tambahkan sedikit koin milik jaringan itu, lalu coba lagi.',
  ),
  token_mismatch: say('Token ini bukan yang diatur', tellApp),
  simulation_failed: say('Transfer ini akan gagal', 'Token atau akun Anda mungkin diblokir.'),
  chain_unreadable: say('Blockchain tidak dapat dibaca', again),
  wallet_rejected: say('Anda menolak di dompet', 'Coba lagi kapan saja.'),
  wallet_silent: say('Dompet Anda tidak menjawab', 'Buka dan buka kuncinya, lalu periksa lagi.'),
  arm_lapsed: say('Pemeriksaan sudah terlalu lama', 'Tinjau sekali lagi.'),
}
