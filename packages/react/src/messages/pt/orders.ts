import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const ptHistory: HistoryMessages = {
  title: 'Seus saques',
  loading: 'Lendo seus saques…',
  empty: { title: 'Nenhum saque ainda', body: 'Seus saques aparecem aqui, com a situação de cada um.' },
  more: 'Mostrar anteriores',
  loadingMore: 'Lendo…',
  details: 'Etapas deste saque',
}

export const ptReceipt: ReceiptMessages = {
  title: 'Recibo',
  notPaidTitle: 'Situação desta ordem',
  notPaid: 'Isto não é um recibo: até onde sabemos, nada foi pago por esta ordem.',
  loading: 'Lendo o recibo…',
  sold: 'Vendido',
  paidOut: 'Valor pago',
  untold: 'Pago; o valor não foi informado',
  provider: 'Provedor',
  method: 'Pago em',
  rate: 'Cotação, com todas as taxas',
  rateOf: (cash, asset) => `${cash} por 1 ${asset}`,
  begun: 'Iniciado',
  arrived: 'Depósito visto',
  confirmed: 'Pagamento confirmado',
  asOf: (time) => `Situação em ${time}`,
  print: 'Imprimir',
  share: 'Compartilhar',
  copied: 'Copiado. Cole onde quiser.',
}
