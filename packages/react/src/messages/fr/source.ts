import type { MessagesSource } from '../messages.ts'

/** French. */
export const french: MessagesSource = {
  button: {
    locale: 'fr',
    dir: 'ltr',
    cashOut: 'Retirer de l’argent',
    resume: 'Reprendre le retrait',
    view: 'Voir le retrait',
    opening: 'Ouverture…',
    failedToLoad: 'Chargement impossible. Réessayer',
    waitingTitle: 'Un instant',
    waitingBody: 'Nous préparons votre retrait. Gardez cette fenêtre ouverte.',
  },
  load: () => import('./messages.ts').then(({ fr }) => fr),
}
