import type { MessagesSource } from '../messages.ts'

/** Portuguese, in the words of Brazil. */
export const portuguese: MessagesSource = {
  button: {
    locale: 'pt',
    dir: 'ltr',
    cashOut: 'Sacar dinheiro',
    resume: 'Continuar o saque',
    view: 'Ver o saque',
    opening: 'Abrindo…',
    failedToLoad: 'Não foi possível carregar. Tente de novo',
    waitingTitle: 'Um momento',
    waitingBody: 'Preparando seu saque. Não feche esta janela.',
  },
  load: () => import('./messages.ts').then(({ pt }) => pt),
}
