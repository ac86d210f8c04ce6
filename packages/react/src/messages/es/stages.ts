import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `Tus ${asset} están en tu cuenta de ${provider}`,
      'No se vendieron ni volvieron a tu billetera. Puedes venderlos o retirarlos allí.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider} no vendió tus ${asset}`,
      `${provider} los devuelve a la billetera de la que vinieron. No los envíes de nuevo.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider} no vendió tus ${asset}`,
      `${provider} los tiene. Pregunta a su soporte y guarda el número de orden que está abajo.`,
    ),
}

const meddled = 'Algo puede estar cambiando lo que envía esta billetera: no la uses hasta saber qué es.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Tu billetera usó ${seen.network}, no ${network}`,
      `Se le pidió enviar ${amount} en ${network}. Es posible que ${provider} no vea lo que está en ${seen.network}.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Tu billetera envió a otra dirección',
      `${amount} debían ir a la dirección de ${provider}. ${seen.amount ?? 'Otra cosa'} fue a ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Tu billetera envió otro activo',
      `${provider} espera ${amount} y recibió ${seen.amount ?? 'un activo que quizá no conozca'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Tu billetera envió otro monto',
      `${provider} espera ${amount} y recibió ${seen.amount ?? 'otro monto'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Otra cuenta envió el depósito',
      `${amount} vinieron de ${seen.from}. Es posible que ${provider} no reconozca esa cuenta como tuya.`,
    ),
  data: ({ amount }) =>
    say('Tu billetera envió otra transacción', `Se le pidió enviar ${amount} e hizo otra cosa. ${meddled}`),
}

export const esStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Todo listo para empezar',
      `Confirmas la venta con ${provider}, revisas el depósito aquí y firmas una vez en tu billetera.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Ahora, unas preguntas',
          `${provider} necesita saber dónde pagarte. Completa lo que falta; con eso no se envía nada.`,
        )
      : say(
          'Tu orden está preparada',
          `Continúa con ${provider} para confirmar la venta. Con eso no se envía nada.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Confirma la venta con ${provider}`,
      'Termina en su ventana y vuelve. Esta página sigue sola el avance.',
    ),
  awaiting_order: ({ provider }) =>
    say(`Esperando a ${provider}`, 'Está definiendo adónde enviar el depósito. Suele tardar unos segundos.'),
  order_ready: ({ amount }) =>
    say(
      'Revisa el depósito',
      `Comprueba cada línea. ${amount} salen de tu billetera solo cuando envías y firmas.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Envía el depósito a mano',
      `Envía exactamente el monto de abajo en ${network} desde tu propia billetera. El proveedor avisa a esta página cuando llega.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Dijiste que ya lo enviaste',
      `Esperando a que ${provider} lo vea en ${network}. No lo envíes de nuevo. Puedes cerrar esta página.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Esta orden terminó',
      `Según ${provider}, no llegó nada a tiempo. No envíes nada más a su dirección. Si enviaste ${amount}, pregunta al soporte de ${provider} y dale el número de orden que está abajo.`,
    ),
  armed: () =>
    say(
      'Listo para enviar',
      'Todo se comprobó hace un momento. Si esta no es la pestaña en la que revisaste, continúa en aquella.',
    ),
  prompting: () =>
    say(
      'Confirma en tu billetera',
      'Se lo pedimos a tu billetera una vez. Revisa allí el monto y la dirección antes de firmar.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Este navegador no puede saber si se envió',
          'Hasta donde vemos, aún no ha llegado nada. No envíes a mano: mira primero en tu billetera.',
        )
      : say(
          'Preguntamos a tu billetera y no dio una respuesta clara',
          'Hasta donde podemos ver, aún no ha llegado nada. Seguimos buscando en la blockchain. No envíes a mano: revisa primero tu billetera.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'En camino',
      `Tu billetera envió ${amount}. Esperamos a que ${network} lo incluya. Si tarda mucho, mira en tu billetera: puede estar esperando una comisión más alta. No envíes a mano.`,
    ),
  included: ({ network }) =>
    say(
      `Incluido en ${network}`,
      'La transferencia está en un bloque. Unos bloques más la hacen definitiva.',
    ),
  final_onchain: ({ provider }) =>
    say(
      'Definitivo en la blockchain',
      `El depósito llegó de forma definitiva. Esperando a que ${provider} lo vea.`,
    ),
  provider_received: ({ provider, asset }) =>
    say(`${provider} tiene tus ${asset}`, 'Los está vendiendo y prepara tu pago. Puedes cerrar esta página.'),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'Pagado' : `${payout}: pagado`,
      `${provider} dice que el pago está hecho. Puede tardar un momento hasta que lo veas.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'La red rechazó la transferencia',
      'Falló en la blockchain, así que no se gastó nada más que la comisión de la red. Revisa y envía de nuevo.',
    ),
  attested: () =>
    say(
      'Puedes intentarlo una vez más',
      'Tu billetera recibirá una solicitud más, que ocupa el lugar de la primera: la red acepta solo una de las dos, aunque la primera se apruebe después. Rechaza la primera si todavía está abierta allí.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} puso fin a esta orden`,
      `${reason === null ? '' : `Dice: «${reason}». `}No se envió nada desde tu billetera. Puedes empezar de nuevo.`,
    ),
  cancelled_unsent: () => say('Cancelado', 'Esta orden se canceló antes de que se enviara nada.'),
  expired_unsent: () =>
    say(
      'Se acabó el tiempo',
      'Esta orden venció antes de que se enviara nada. Tus fondos siguen en tu billetera.',
    ),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'Se acabó el tiempo, y este navegador no puede saber si se envió',
          `Mira en tu billetera antes de hacer cualquier otra cosa. Una solicitud que siga abierta allí enviaría a una orden que ${provider} ya cerró: recházala.`,
        )
      : say(
          'Se acabó el tiempo, y una solicitud sigue abierta',
          `Se le pidió a tu billetera y no respondió. Rechaza esa solicitud si todavía está allí: aprobarla ahora enviaría a una orden que ${provider} ya cerró, también si empezaste un retiro nuevo.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Esta orden necesita a una persona',
        `Lo que dice ${facts.provider} no cuadra, y nunca adivinamos con tu dinero. No envíes nada. Pregunta al soporte y dale el número de orden que está abajo.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} No envíes de nuevo. Pregunta al soporte de ${facts.provider} y dale la transacción y el número de orden que están abajo.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${provider} tiene tus ${asset}. Pide a su soporte que los devuelva o que los pague a una cuenta a tu nombre, y dale los números de abajo.`,
  to_sender: ({ asset, provider }) =>
    `${provider} devuelve tus ${asset} a la billetera de la que vinieron. Si no llegan, pregunta a su soporte y dale los números de abajo.`,
  to_provider_balance: ({ asset, provider }) =>
    `Tus ${asset} están en tu cuenta de ${provider}. Allí puedes venderlos de nuevo o retirarlos.`,
}
const notYours = 'No se pudo verificar que la cuenta bancaria sea tuya'

export const esReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `A ${provider} no le consta que esté a tu nombre, y puso fin a esta orden. No se envió nada desde tu billetera. Empieza de nuevo con una cuenta a tu nombre.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `A ${provider} no le consta que esté a tu nombre, y puso fin a esta orden. No envíes nada más a su dirección. Si enviaste ${amount}, pregunta al soporte de ${provider} y dale el número de orden que está abajo. Si no, empieza de nuevo con una cuenta a tu nombre.`,
      ),
    credited: (facts) =>
      say(
        `Tus ${facts.asset} llegaron, pero no se pudo verificar que la cuenta bancaria sea tuya`,
        `A ${facts.provider} no le consta que esté a tu nombre, así que no se pagó nada. ${coins[facts.refunds](facts)} No envíes de nuevo para esta orden.`,
      ),
  },
}
