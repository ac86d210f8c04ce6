import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const esHistory: HistoryMessages = {
  title: 'Tus retiros',
  loading: 'Leyendo tus retiros…',
  empty: { title: 'Aún no hay retiros', body: 'Aquí aparecen tus retiros y cómo va cada uno.' },
  more: 'Mostrar anteriores',
  loadingMore: 'Leyendo…',
  details: 'Pasos de este retiro',
}

export const esReceipt: ReceiptMessages = {
  title: 'Recibo',
  notPaidTitle: 'Cómo está esta orden',
  notPaid: 'Esto no es un recibo: hasta donde sabemos, no se ha pagado nada por esta orden.',
  loading: 'Leyendo el recibo…',
  sold: 'Vendido',
  paidOut: 'Pagado',
  untold: 'Pagado; no se indicó el monto',
  provider: 'Proveedor',
  method: 'Pagado a',
  rate: 'Tipo de cambio, con todas las comisiones',
  rateOf: (cash, asset) => `${cash} por 1 ${asset}`,
  begun: 'Iniciado',
  arrived: 'Depósito visto',
  confirmed: 'Pago confirmado',
  asOf: (time) => `Al ${time}`,
  print: 'Imprimir',
  share: 'Compartir',
  copied: 'Copiado. Pégalo donde quieras.',
}
