import type { MessagesSource } from '../messages.ts'

/** Turkish. */
export const turkish: MessagesSource = {
  button: {
    locale: 'tr',
    dir: 'ltr',
    cashOut: 'Nakde çevir',
    resume: 'İşleme devam et',
    view: 'İşlemi gör',
    opening: 'Açılıyor…',
    failedToLoad: 'Yüklenemedi. Yeniden dene',
    waitingTitle: 'Bir dakika',
    waitingBody: 'Nakde çevirme işleminiz hazırlanıyor. Bu pencereyi açık tutun.',
  },
  load: () => import('./messages.ts').then(({ tr }) => tr),
}
