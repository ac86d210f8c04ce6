import type { MessagesSource } from '../messages.ts'

/** Hindi. */
export const hindi: MessagesSource = {
  button: {
    locale: 'hi',
    dir: 'ltr',
    cashOut: 'पैसे निकालें',
    resume: 'निकासी जारी रखें',
    view: 'निकासी देखें',
    opening: 'खुल रहा है…',
    failedToLoad: 'लोड नहीं हुआ। फिर कोशिश करें',
    waitingTitle: 'एक क्षण',
    waitingBody: 'आपकी निकासी तैयार हो रही है। यह विंडो खुली रखें।',
  },
  load: () => import('./messages.ts').then(({ hi }) => hi),
}
