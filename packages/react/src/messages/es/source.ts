import type { MessagesSource } from '../messages.ts'

/** Spanish, in the words of Latin America. */
export const spanish: MessagesSource = {
  button: {
    locale: 'es',
    dir: 'ltr',
    cashOut: 'Retirar dinero',
    resume: 'Continuar el retiro',
    view: 'Ver el retiro',
    opening: 'Abriendo…',
    failedToLoad: 'No se pudo cargar. Intenta de nuevo',
    waitingTitle: 'Un momento',
    waitingBody: 'Estamos preparando tu retiro. No cierres esta ventana.',
  },
  load: () => import('./messages.ts').then(({ es }) => es),
}
