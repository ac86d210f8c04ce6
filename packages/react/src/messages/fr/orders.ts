import type { HistoryMessages, ReceiptMessages } from '../ordersMessages.ts'

export const frHistory: HistoryMessages = {
  title: 'Vos retraits',
  loading: 'Lecture de vos retraits…',
  empty: { title: 'Aucun retrait pour l’instant', body: 'Vos retraits apparaissent ici, avec leur état.' },
  more: 'Afficher les précédents',
  loadingMore: 'Lecture…',
  details: 'Étapes de ce retrait',
}

export const frReceipt: ReceiptMessages = {
  title: 'Reçu',
  notPaidTitle: 'Où en est cet ordre',
  notPaid: 'Ceci n’est pas un reçu : à notre connaissance, rien n’a été versé pour cet ordre.',
  loading: 'Lecture du reçu…',
  sold: 'Vendu',
  paidOut: 'Montant versé',
  untold: 'Versé ; le montant n’a pas été indiqué',
  provider: 'Prestataire',
  method: 'Versé sur',
  rate: 'Taux, tous frais compris',
  rateOf: (cash, asset) => `${cash} pour 1 ${asset}`,
  begun: 'Commencé',
  arrived: 'Dépôt vu',
  confirmed: 'Paiement confirmé',
  asOf: (time) => `État au ${time}`,
  print: 'Imprimer',
  share: 'Partager',
  copied: 'Copié. Collez-le où vous voulez.',
}
