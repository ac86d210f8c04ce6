import type { MessagesSource } from '../messages.ts'

/** Indonesian. */
export const indonesian: MessagesSource = {
  button: {
    locale: 'id',
    dir: 'ltr',
    cashOut: 'Cairkan dana',
    resume: 'Lanjutkan pencairan',
    view: 'Lihat pencairan',
    opening: 'Membuka…',
    failedToLoad: 'Gagal memuat. Coba lagi',
    waitingTitle: 'Sebentar',
    waitingBody: 'Pencairan Anda sedang disiapkan. Biarkan jendela ini terbuka.',
  },
  load: () => import('./messages.ts').then(({ id }) => id),
}
