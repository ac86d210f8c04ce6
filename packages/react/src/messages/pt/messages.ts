import { formatsOf, methodsIn, plural, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { ptCard } from './card.ts'
import { ptErrors } from './errors.ts'
import { ptHistory, ptReceipt } from './orders.ts'
import { ptReasons, ptStages } from './stages.ts'

export const pt: OfframpMessages = {
  locale: 'pt',
  dir: 'ltr',
  ...formatsOf('pt'),
  stages: ptStages,
  reasons: ptReasons,
  errors: ptErrors,
  steps: { confirm: 'Confirmar', review: 'Conferir', send: 'Enviar', paid: 'Pago' },
  money: {
    no: 'Nada saiu da sua carteira.',
    maybe: 'Pode haver dinheiro a caminho. Não envie de novo.',
    atMostOnce: 'Já pode haver dinheiro a caminho. Dos dois pedidos, no máximo um pode chegar.',
    onlyYouKnow: 'Ainda não chegou nada. Só você sabe se enviou.',
    yes: 'O depósito saiu da sua carteira.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Conta bancária (ACH)',
    BANK: 'Conta bancária',
    CARD: 'Cartão',
    CRYPTO_ACCOUNT: 'Conta cripto',
    FIAT_WALLET: 'Saldo em moeda local',
    MOBILE: 'Dinheiro móvel',
  }),
  panel: {
    title: 'Sacar dinheiro',
    close: 'Fechar',
    youSell: 'Você vende',
    youReceive: 'Você recebe',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'de há pouco',
    progress: 'Andamento',
    opening: 'Preparando sua ordem…',
    orderId: 'Número da ordem',
    providerNumber: (provider) => `Número em ${provider}`,
    transactionHash: 'Transação',
    errorCode: 'Código',
    loading: 'Lendo sua ordem…',
    openHere: 'Há um saque aberto neste navegador',
  },
  open: {
    continueWith: (provider) => `Continuar com ${provider}`,
    again: 'Abrir de novo',
    linkTitle: 'Seu navegador bloqueou a janela',
    linkBody: 'Abra com este link. Ele funciona uma vez e por alguns minutos.',
    link: 'Continuar',
    redirecting: 'Levando você até lá…',
    closed: 'A janela sumiu? Se você já terminou lá, esta página segue sozinha. Se não, abra de novo.',
    unconfirmed: (provider) =>
      `${provider} conhece esta ordem. Só prossiga se você a confirmou lá: o que é enviado antes disso não é vendido.`,
    confirmed: 'Já confirmei lá',
    submit: 'Continuar',
  },
  form: {
    allNeeded: 'Tudo aqui é necessário.',
    someOptional: 'Tudo aqui é necessário, exceto o que diz opcional.',
    optional: 'opcional',
    choose: 'Escolha…',
    sending: 'Enviando…',
    agree: 'Aceitar e continuar',
    corrections: (count) =>
      plural('pt', count, {
        one: 'Uma resposta precisa de correção.',
        other: `${count} respostas precisam de correção.`,
      }),
    problems: {
      missing: (label) => `“${label}” precisa de uma resposta.`,
      too_long: (label, maxLength) => `“${label}” é longo demais: no máximo ${maxLength} caracteres.`,
      not_offered: (label) => `Escolha uma opção da lista para “${label}”.`,
      not_email: () => 'Um e-mail tem um @, como em nome@example.org.',
      pattern: (label) => `“${label}” não está no formato certo. Confira.`,
    },
    changed: {
      title: 'Agora pagaria menos',
      body: 'O preço caiu antes que sua ordem fosse criada. Nada foi criado e nada foi enviado. Continue só se você aceitar o novo preço.',
      before: 'Você aceitou pelo menos',
      now: 'Agora, pelo menos',
    },
  },
  review: {
    amount: 'Valor',
    asset: 'Ativo',
    network: 'Rede',
    to: 'Para este endereço',
    from: 'Da sua conta',
    timeLeft: 'Tempo para enviar',
    timeUp: 'O tempo acabou',
    atLeast: 'Você recebe pelo menos',
    atLeastNote:
      'Se o preço cair abaixo de “Você recebe pelo menos”, o provedor não vende e guarda as moedas para você na sua conta lá.',
    memo: 'Memo',
    gas: 'Taxa de rede, no máximo',
    asked: (value) => `Você pediu ${value}`,
    changed: 'Algumas linhas diferem do que você pediu. Elas estão marcadas.',
    checkAddress: 'Compare o endereço com o que sua carteira mostra.',
    payOnce: (provider) =>
      `A página de ${provider} também mostra este endereço. Pague em um lugar só: se você pagou ou cancelou lá, não envie aqui.`,
    review: 'Conferir o depósito',
    checking: 'Verificando…',
    send: (amount) => `Enviar ${amount}`,
    rejected: 'Você recusou na sua carteira. Nada foi enviado.',
  },
  byHand: {
    exactly: 'Deve chegar exatamente isto: taxas da rede e da corretora são à parte.',
    only: (asset, network) =>
      `Envie somente ${asset}, e somente na rede ${network}. Qualquer outra coisa enviada a este endereço se perde.`,
    memoNeeded: 'Sem este memo ninguém sabe que as moedas são suas: elas se perdem.',
    from: 'Somente desta conta',
    fromNote: (provider) =>
      `${provider} compara quem envia. Moedas de outra conta, ou de uma corretora, podem não ser vendidas.`,
    noChecksum:
      'Copie o endereço. Um caractere digitado errado nele não pode ser notado por ninguém, e as moedas se perderiam.',
    changed: 'O que deve ser enviado mudou. Use só o que é mostrado agora.',
    copy: { amount: 'Copiar valor', to: 'Copiar endereço', memo: 'Copiar memo' },
    copied: { amount: 'Valor copiado', to: 'Endereço copiado', memo: 'Memo copiado' },
    copyFailed: 'Seu navegador não nos deixou copiar. Selecione o texto e copie você mesmo.',
    openInWallet: 'Abrir em um app de carteira',
    code: (whole) =>
      whole ? 'Código QR com tudo acima, para um app de carteira' : 'Código QR somente com o endereço',
    codeNote: (whole) =>
      whole
        ? 'Escaneie com um app de carteira e compare o que ele mostra antes de enviar.'
        : 'Ele contém somente o endereço. Digite todo o resto você mesmo, como está acima.',
    sent: 'Já enviei',
    sentNote: (provider) =>
      `Só diga isso depois de enviar. ${provider} não fica sabendo: esta página passa a esperar e não pede mais o depósito.`,
    notTold: 'Não foi possível anotar isso agora. Se você já enviou, tudo bem: não envie de novo.',
    over: {
      title: 'O tempo para enviar acabou',
      body: 'Não envie mais nada. Se você já enviou, diga: talvez ainda seja aceito.',
    },
    details: 'O que era para enviar',
  },
  history: ptHistory,
  receipt: ptReceipt,
  card: ptCard,
  wallet: {
    compare: 'O que sua carteira deve mostrar',
    onlyThis: 'Esta página pede só este envio e nada mais. Recuse o que parecer diferente.',
    switchTo: (network) => `Mudar para ${network}`,
    switching: 'Mudando…',
    wrongAccount: (address) => `Esta ordem pertence a ${address}. Selecione essa conta na sua carteira.`,
  },
  actions: {
    checkAgain: 'Verificar de novo',
    checking: 'Procurando…',
    cancelledInWallet: 'Eu cancelei na minha carteira',
    cancelledNote:
      'Se o pedido sumiu da sua carteira, diga: então você pode tentar mais uma vez, e ainda assim só um dos dois pode chegar.',
    startAgain: 'Começar de novo',
    startNew: 'Deixar esta e começar um novo saque',
    tryAgain: 'Tentar de novo',
    done: 'Pronto',
    hide: 'Ocultar',
    transaction: 'Ver a transação',
  },
  onchain: {
    confirmations: (done, wanted) =>
      `${done} de ${wanted} ${plural('pt', wanted, { one: 'bloco', other: 'blocos' })}`,
  },
  offline: {
    title: 'Você está sem conexão',
    body: 'Isto é o último que soubemos. Continua assim que você se conectar.',
  },
  stale: (what) => `${what} Abaixo está o último que soubemos.`,
  unreadable: 'Este navegador não conseguiu consultar a blockchain agora.',
  elsewhere:
    'Este saque foi iniciado em outro navegador. Só ele sabe se o depósito foi enviado: continue lá.',
  returned: {
    title: 'Você pode fechar esta janela',
    body: 'Seu saque continua na janela em que você começou.',
    here: 'Continuar aqui',
  },
}
