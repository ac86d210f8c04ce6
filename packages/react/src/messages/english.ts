import type { MessagesSource } from './messages.ts'

/** English. The long part is loaded when a sale starts. */
export const english: MessagesSource = {
  button: {
    locale: 'en',
    dir: 'ltr',
    cashOut: 'Cash out',
    resume: 'Resume cash-out',
    view: 'View cash-out',
    opening: 'Opening…',
    failedToLoad: 'Could not load. Try again',
    waitingTitle: 'One moment',
    waitingBody: 'Preparing your cash-out. Keep this window open.',
  },
  load: () => import('./en.ts').then(({ en }) => en),
}
