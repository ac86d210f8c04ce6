import { formatsOf, methodsIn, plural, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { frCard } from './card.ts'
import { frErrors } from './errors.ts'
import { frHistory, frReceipt } from './orders.ts'
import { frReasons, frStages } from './stages.ts'

export const fr: OfframpMessages = {
  locale: 'fr',
  dir: 'ltr',
  ...formatsOf('fr'),
  stages: frStages,
  reasons: frReasons,
  errors: frErrors,
  steps: { confirm: 'Confirmer', review: 'Contrôler', send: 'Envoyer', paid: 'Versé' },
  money: {
    no: 'Rien n’a quitté votre portefeuille.',
    maybe: 'De l’argent est peut-être en route. N’envoyez pas à nouveau.',
    atMostOnce: 'De l’argent est peut-être déjà en route. Des deux demandes, une seule au plus peut arriver.',
    onlyYouKnow: 'Rien n’est encore arrivé. Vous seul savez si vous l’avez envoyé.',
    yes: 'Le dépôt a quitté votre portefeuille.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Compte bancaire (ACH)',
    BANK: 'Compte bancaire',
    CARD: 'Carte',
    CRYPTO_ACCOUNT: 'Compte crypto',
    FIAT_WALLET: 'Solde en monnaie locale',
    MOBILE: 'Argent mobile',
  }),
  panel: {
    title: 'Retirer de l’argent',
    close: 'Fermer',
    youSell: 'Vous vendez',
    youReceive: 'Vous recevez',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'd’il y a un instant',
    progress: 'Avancement',
    opening: 'Préparation de votre ordre…',
    orderId: 'Numéro d’ordre',
    providerNumber: (provider) => `Numéro chez ${provider}`,
    transactionHash: 'Transaction',
    errorCode: 'Code',
    loading: 'Lecture de votre ordre…',
    openHere: 'Un retrait est ouvert dans ce navigateur',
  },
  open: {
    continueWith: (provider) => `Continuer avec ${provider}`,
    again: 'Ouvrir à nouveau',
    linkTitle: 'Votre navigateur a bloqué la fenêtre',
    linkBody: 'Ouvrez-la avec ce lien. Il fonctionne une fois et pendant quelques minutes.',
    link: 'Continuer',
    redirecting: 'Nous vous y amenons…',
    closed:
      'La fenêtre a disparu ? Si vous y avez terminé, cette page continue toute seule. Sinon, ouvrez-la à nouveau.',
    unconfirmed: (provider) =>
      `${provider} connaît cet ordre. Ne continuez que si vous l’y avez confirmé : ce qui est envoyé avant n’est pas vendu.`,
    confirmed: 'Je l’y ai confirmé',
    submit: 'Continuer',
  },
  form: {
    allNeeded: 'Tout est nécessaire ici.',
    someOptional: 'Tout est nécessaire ici, sauf ce qui est marqué facultatif.',
    optional: 'facultatif',
    choose: 'Choisissez…',
    sending: 'Envoi…',
    agree: 'Accepter et continuer',
    corrections: (count) =>
      plural('fr', count, {
        one: 'Une réponse est à corriger.',
        other: `${count} réponses sont à corriger.`,
      }),
    problems: {
      missing: (label) => `« ${label} » demande une réponse.`,
      too_long: (label, maxLength) => `« ${label} » est trop long : ${maxLength} caractères au plus.`,
      not_offered: (label) => `Choisissez dans la liste pour « ${label} ».`,
      not_email: () => 'Une adresse e-mail contient un @, comme nom@example.org.',
      pattern: (label) => `« ${label} » n’a pas la bonne forme. Vérifiez.`,
    },
    changed: {
      title: 'Vous recevriez moins maintenant',
      body: 'Le prix a baissé avant que votre ordre ne soit créé. Rien n’a été créé et rien n’a été envoyé. Ne continuez que si vous acceptez le nouveau prix.',
      before: 'Vous aviez accepté au moins',
      now: 'Maintenant, au moins',
    },
  },
  review: {
    amount: 'Montant',
    asset: 'Actif',
    network: 'Réseau',
    to: 'À cette adresse',
    from: 'Depuis votre compte',
    timeLeft: 'Temps restant',
    timeUp: 'Le temps est écoulé',
    atLeast: 'Vous recevez au moins',
    atLeastNote:
      'Si le prix descend sous « Vous recevez au moins », le prestataire ne vend pas et garde les fonds pour vous sur votre compte chez lui.',
    memo: 'Mémo',
    gas: 'Frais de réseau, au plus',
    asked: (value) => `Vous aviez demandé ${value}`,
    changed: 'Certaines lignes diffèrent de votre demande. Elles sont marquées.',
    checkAddress: 'Comparez l’adresse avec celle que montre votre portefeuille.',
    payOnce: (provider) =>
      `La page de ${provider} montre aussi cette adresse. Payez à un seul endroit : si vous avez payé ou annulé là-bas, n’envoyez pas ici.`,
    review: 'Contrôler le dépôt',
    checking: 'Vérification…',
    send: (amount) => `Envoyer ${amount}`,
    rejected: 'Vous avez refusé dans votre portefeuille. Rien n’a été envoyé.',
  },
  byHand: {
    exactly: 'Exactement ce montant doit arriver : les frais de réseau et de plateforme s’y ajoutent.',
    only: (asset, network) =>
      `Envoyez uniquement ${asset}, et uniquement sur ${network}. Tout autre envoi à cette adresse est perdu.`,
    memoNeeded: 'Sans ce mémo, personne ne peut savoir que les fonds sont à vous : ils sont perdus.',
    from: 'Depuis ce compte uniquement',
    fromNote: (provider) =>
      `${provider} compare l’expéditeur. Des fonds venus d’un autre compte, ou d’une plateforme d’échange, pourraient ne pas être vendus.`,
    noChecksum:
      'Copiez l’adresse. Personne ne peut y remarquer une faute de frappe, et les fonds seraient perdus.',
    changed: 'Ce qui est à envoyer a changé. N’utilisez que ce qui est affiché maintenant.',
    copy: { amount: 'Copier le montant', to: 'Copier l’adresse', memo: 'Copier le mémo' },
    copied: { amount: 'Montant copié', to: 'Adresse copiée', memo: 'Mémo copié' },
    copyFailed:
      'Votre navigateur ne nous a pas laissés copier. Sélectionnez le texte et copiez-le vous-même.',
    openInWallet: 'Ouvrir dans une application de portefeuille',
    code: (whole) =>
      whole
        ? 'Code QR avec tout ce qui précède, pour une application de portefeuille'
        : 'Code QR avec l’adresse seule',
    codeNote: (whole) =>
      whole
        ? 'Scannez-le avec une application de portefeuille et comparez ce qu’elle affiche avant d’envoyer.'
        : 'Il ne contient que l’adresse. Saisissez vous-même tout le reste, tel qu’il figure ci-dessus.',
    sent: 'Je l’ai envoyé',
    sentNote: (provider) =>
      `Ne le dites qu’une fois l’envoi fait. ${provider} ne l’apprend pas : cette page attend alors et ne demande plus le dépôt.`,
    notTold:
      'Cela n’a pas pu être noté à l’instant. Si vous l’avez envoyé, tout va bien : ne l’envoyez pas à nouveau.',
    over: {
      title: 'Le délai d’envoi est passé',
      body: 'N’envoyez plus rien. Si vous avez déjà envoyé, dites-le : cela peut encore être accepté.',
    },
    details: 'Ce qui était à envoyer',
  },
  history: frHistory,
  receipt: frReceipt,
  card: frCard,
  wallet: {
    compare: 'Ce que votre portefeuille doit montrer',
    onlyThis: 'Cette page ne demande que cet envoi, rien d’autre. Refusez tout ce qui diffère.',
    switchTo: (network) => `Passer à ${network}`,
    switching: 'Changement…',
    wrongAccount: (address) =>
      `Cet ordre appartient à ${address}. Sélectionnez ce compte dans votre portefeuille.`,
  },
  actions: {
    checkAgain: 'Vérifier à nouveau',
    checking: 'Recherche…',
    cancelledInWallet: 'Je l’ai annulée dans mon portefeuille',
    cancelledNote:
      'Si la demande a disparu de votre portefeuille, dites-le : vous pourrez alors essayer encore une fois, et toujours une seule des deux pourra arriver.',
    startAgain: 'Recommencer',
    startNew: 'Laisser cet ordre et commencer un nouveau retrait',
    tryAgain: 'Réessayer',
    done: 'Terminé',
    hide: 'Masquer',
    transaction: 'Voir la transaction',
  },
  onchain: {
    confirmations: (done, wanted) =>
      `${done} sur ${wanted} ${plural('fr', wanted, { one: 'bloc', other: 'blocs' })}`,
  },
  offline: {
    title: 'Vous êtes hors ligne',
    body: 'Voici ce que nous savions en dernier. Cela continue dès que vous êtes connecté.',
  },
  stale: (what) => `${what} Ce qui suit est ce que nous savions en dernier.`,
  unreadable: 'Ce navigateur n’a pas pu consulter la blockchain à l’instant.',
  elsewhere:
    'Ce retrait a été commencé dans un autre navigateur. Lui seul sait si le dépôt a été envoyé : continuez là-bas.',
  returned: {
    title: 'Vous pouvez fermer cette fenêtre',
    body: 'Votre retrait continue dans la fenêtre où vous l’avez commencé.',
    here: 'Continuer plutôt ici',
  },
}
