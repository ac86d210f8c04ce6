import type { MessagesSource } from '../messages.ts'

/** Yoruba. */
export const yoruba: MessagesSource = {
  button: {
    locale: 'yo',
    dir: 'ltr',
    cashOut: 'Yọ owó jáde',
    resume: 'Tẹ̀síwájú láti yọ owó',
    view: 'Wo owó yíyọ',
    opening: 'Ó ń ṣí…',
    failedToLoad: 'Kò lè ṣí. Ẹ tún gbìyànjú',
    waitingTitle: 'Ẹ dúró díẹ̀',
    waitingBody: 'A ń ṣètò owó yíyọ yín. Ẹ má ṣe pa fèrèsé yìí dé.',
  },
  load: () => import('./messages.ts').then(({ yo }) => yo),
}
