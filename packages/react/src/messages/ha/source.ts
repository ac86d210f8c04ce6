import type { MessagesSource } from '../messages.ts'

/** Hausa in Latin letters (boko). */
export const hausa: MessagesSource = {
  button: {
    locale: 'ha',
    dir: 'ltr',
    cashOut: 'Cire kuɗi',
    resume: 'Ci gaba da cire kuɗi',
    view: 'Duba cire kuɗi',
    opening: 'Ana buɗewa…',
    failedToLoad: 'Ba a iya lodawa ba. Sake gwadawa',
    waitingTitle: 'Ɗan jira kaɗan',
    waitingBody: 'Ana shirya cire kuɗinku. Kada ku rufe wannan taga.',
  },
  load: () => import('./messages.ts').then(({ ha }) => ha),
}
