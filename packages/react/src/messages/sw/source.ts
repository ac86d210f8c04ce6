import type { MessagesSource } from '../messages.ts'

/** Swahili. */
export const swahili: MessagesSource = {
  button: {
    locale: 'sw',
    dir: 'ltr',
    cashOut: 'Toa pesa',
    resume: 'Endelea kutoa pesa',
    view: 'Tazama utoaji wa pesa',
    opening: 'Inafungua…',
    failedToLoad: 'Imeshindwa kupakia. Jaribu tena',
    waitingTitle: 'Subiri kidogo',
    waitingBody: 'Tunaandaa utoaji wako wa pesa. Usifunge dirisha hili.',
  },
  load: () => import('./messages.ts').then(({ sw }) => sw),
}
