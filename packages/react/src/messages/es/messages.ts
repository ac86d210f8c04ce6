import { formatsOf, methodsIn, plural, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { esCard } from './card.ts'
import { esErrors } from './errors.ts'
import { esHistory, esReceipt } from './orders.ts'
import { esReasons, esStages } from './stages.ts'

export const es: OfframpMessages = {
  locale: 'es',
  dir: 'ltr',
  ...formatsOf('es'),
  stages: esStages,
  reasons: esReasons,
  errors: esErrors,
  steps: { confirm: 'Confirmar', review: 'Revisar', send: 'Enviar', paid: 'Pagado' },
  money: {
    no: 'Nada ha salido de tu billetera.',
    maybe: 'Puede haber dinero en camino. No envíes de nuevo.',
    atMostOnce: 'Puede que ya haya dinero en camino. De las dos solicitudes puede llegar una como máximo.',
    onlyYouKnow: 'Aún no ha llegado nada. Solo tú sabes si lo enviaste.',
    yes: 'El depósito salió de tu billetera.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Cuenta bancaria (ACH)',
    BANK: 'Cuenta bancaria',
    CARD: 'Tarjeta',
    CRYPTO_ACCOUNT: 'Cuenta cripto',
    FIAT_WALLET: 'Saldo en moneda local',
    MOBILE: 'Dinero móvil',
  }),
  panel: {
    title: 'Retirar dinero',
    close: 'Cerrar',
    youSell: 'Vendes',
    youReceive: 'Recibes',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'de hace un momento',
    progress: 'Avance',
    opening: 'Preparando tu orden…',
    orderId: 'Número de orden',
    providerNumber: (provider) => `Número en ${provider}`,
    transactionHash: 'Transacción',
    errorCode: 'Código',
    loading: 'Leyendo tu orden…',
    openHere: 'Hay un retiro abierto en este navegador',
  },
  open: {
    continueWith: (provider) => `Continuar con ${provider}`,
    again: 'Abrir de nuevo',
    linkTitle: 'Tu navegador bloqueó la ventana',
    linkBody: 'Ábrela con este enlace. Sirve una sola vez y durante unos minutos.',
    link: 'Continuar',
    redirecting: 'Te estamos llevando…',
    closed: '¿Ya no está la ventana? Si terminaste allí, esta página sigue sola. Si no, ábrela de nuevo.',
    unconfirmed: (provider) =>
      `${provider} conoce esta orden. Sigue solo si la confirmaste allí: lo que se envía antes de eso no se vende.`,
    confirmed: 'Ya la confirmé allí',
    submit: 'Continuar',
  },
  form: {
    allNeeded: 'Todo lo de aquí es necesario.',
    someOptional: 'Todo lo de aquí es necesario, salvo lo que dice opcional.',
    optional: 'opcional',
    choose: 'Elige…',
    sending: 'Enviando…',
    agree: 'Aceptar y continuar',
    corrections: (count) =>
      plural('es', count, {
        one: 'Hay que corregir una respuesta.',
        other: `Hay que corregir ${count} respuestas.`,
      }),
    problems: {
      missing: (label) => `«${label}» necesita una respuesta.`,
      too_long: (label, maxLength) => `«${label}» es demasiado largo: ${maxLength} caracteres como máximo.`,
      not_offered: (label) => `Elige una opción de la lista para «${label}».`,
      not_email: () => 'Un correo electrónico lleva una @, como nombre@example.org.',
      pattern: (label) => `«${label}» no tiene la forma correcta. Revísalo.`,
    },
    changed: {
      title: 'Ahora pagaría menos',
      body: 'El precio bajó antes de que se creara tu orden. No se creó nada y no se envió nada. Continúa solo si aceptas el precio nuevo.',
      before: 'Aceptaste al menos',
      now: 'Ahora, al menos',
    },
  },
  review: {
    amount: 'Monto',
    asset: 'Activo',
    network: 'Red',
    to: 'A esta dirección',
    from: 'Desde tu cuenta',
    timeLeft: 'Tiempo para enviar',
    timeUp: 'Se acabó el tiempo',
    atLeast: 'Recibes al menos',
    atLeastNote:
      'Si el precio baja de «Recibes al menos», el proveedor no vende y guarda las monedas para ti en tu cuenta allí.',
    memo: 'Memo',
    gas: 'Comisión de red, como máximo',
    asked: (value) => `Pediste ${value}`,
    changed: 'Algunas líneas difieren de lo que pediste. Están marcadas.',
    checkAddress: 'Compara la dirección con la que muestra tu billetera.',
    payOnce: (provider) =>
      `La página de ${provider} también muestra esta dirección. Paga en un solo lugar: si pagaste o cancelaste allí, no envíes aquí.`,
    review: 'Revisar el depósito',
    checking: 'Comprobando…',
    send: (amount) => `Enviar ${amount}`,
    rejected: 'Rechazaste en tu billetera. No se envió nada.',
  },
  byHand: {
    exactly: 'Debe llegar exactamente esto: las comisiones de la red y del exchange van aparte.',
    only: (asset, network) =>
      `Envía solo ${asset}, y solo en ${network}. Cualquier otra cosa que se envíe a esta dirección se pierde.`,
    memoNeeded: 'Sin este memo nadie puede saber que las monedas son tuyas: se pierden.',
    from: 'Solo desde esta cuenta',
    fromNote: (provider) =>
      `${provider} compara quién envía. Las monedas de otra cuenta, o de un exchange, quizá no se vendan.`,
    noChecksum:
      'Copia la dirección. Nadie puede notar un carácter mal escrito en ella, y las monedas se perderían.',
    changed: 'Cambió lo que hay que enviar. Usa solo lo que se muestra ahora.',
    copy: { amount: 'Copiar monto', to: 'Copiar dirección', memo: 'Copiar memo' },
    copied: { amount: 'Monto copiado', to: 'Dirección copiada', memo: 'Memo copiado' },
    copyFailed: 'Tu navegador no nos dejó copiar. Selecciona el texto y cópialo tú.',
    openInWallet: 'Abrir en una app de billetera',
    code: (whole) =>
      whole
        ? 'Código QR con todo lo de arriba, para una app de billetera'
        : 'Código QR solo con la dirección',
    codeNote: (whole) =>
      whole
        ? 'Escanéalo con una app de billetera y compara lo que muestra antes de enviar.'
        : 'Contiene solo la dirección. Escribe tú todo lo demás, tal como está arriba.',
    sent: 'Ya lo envié',
    sentNote: (provider) =>
      `Dilo solo cuando lo hayas hecho. ${provider} no se entera: esta página espera entonces y ya no pide el depósito.`,
    notTold: 'No se pudo anotar ahora. Si ya lo enviaste, está bien: no lo envíes de nuevo.',
    over: {
      title: 'Se acabó el tiempo para enviar',
      body: 'No envíes nada más. Si ya lo enviaste, dilo: quizá todavía se acepte.',
    },
    details: 'Lo que había que enviar',
  },
  history: esHistory,
  receipt: esReceipt,
  card: esCard,
  wallet: {
    compare: 'Lo que tu billetera debe mostrar',
    onlyThis: 'Esta página pide solo este envío y nada más. Rechaza todo lo que se vea distinto.',
    switchTo: (network) => `Cambiar a ${network}`,
    switching: 'Cambiando…',
    wrongAccount: (address) => `Esta orden pertenece a ${address}. Selecciona esa cuenta en tu billetera.`,
  },
  actions: {
    checkAgain: 'Comprobar de nuevo',
    checking: 'Buscando…',
    cancelledInWallet: 'La cancelé en mi billetera',
    cancelledNote:
      'Si la solicitud ya no está en tu billetera, dilo: entonces puedes intentarlo una vez más, y aun así solo puede llegar una de las dos.',
    startAgain: 'Empezar de nuevo',
    startNew: 'Dejar esta y empezar un retiro nuevo',
    tryAgain: 'Intentar de nuevo',
    done: 'Listo',
    hide: 'Ocultar',
    transaction: 'Ver la transacción',
  },
  onchain: {
    confirmations: (done, wanted) =>
      `${done} de ${wanted} ${plural('es', wanted, { one: 'bloque', other: 'bloques' })}`,
  },
  offline: {
    title: 'Estás sin conexión',
    body: 'Esto es lo último que supimos. Sigue en cuanto vuelvas a estar en línea.',
  },
  stale: (what) => `${what} Abajo está lo último que supimos.`,
  unreadable: 'Este navegador no pudo consultar la blockchain ahora.',
  elsewhere:
    'Este retiro se empezó en otro navegador. Solo aquel sabe si el depósito se envió: continúa allí.',
  returned: {
    title: 'Puedes cerrar esta ventana',
    body: 'Tu retiro continúa en la ventana desde la que empezaste.',
    here: 'Continuar aquí',
  },
}
