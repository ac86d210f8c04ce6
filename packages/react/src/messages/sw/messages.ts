import { formatsOf, methodsIn, plural, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { swCard } from './card.ts'
import { swErrors } from './errors.ts'
import { swHistory, swReceipt } from './orders.ts'
import { swReasons, swStages } from './stages.ts'

export const sw: OfframpMessages = {
  locale: 'sw',
  dir: 'ltr',
  ...formatsOf('sw'),
  stages: swStages,
  reasons: swReasons,
  errors: swErrors,
  steps: { confirm: 'Thibitisha', review: 'Kagua', send: 'Tuma', paid: 'Imelipwa' },
  money: {
    no: 'Hakuna kilichotoka kwenye pochi yako.',
    maybe: 'Huenda pesa ziko njiani. Usitume tena.',
    atMostOnce: 'Huenda pesa tayari ziko njiani. Kati ya maombi mawili, ni moja tu linaloweza kufika.',
    onlyYouKnow: 'Bado hakuna kilichofika. Ni wewe tu unayejua kama umetuma.',
    yes: 'Kiasi kimetoka kwenye pochi yako.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Akaunti ya benki (ACH)',
    BANK: 'Akaunti ya benki',
    CARD: 'Kadi',
    CRYPTO_ACCOUNT: 'Akaunti ya crypto',
    FIAT_WALLET: 'Salio la fedha za nchi',
    MOBILE: 'Pesa kwa simu',
  }),
  panel: {
    title: 'Toa pesa',
    close: 'Funga',
    youSell: 'Unauza',
    youReceive: 'Unapokea',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'ya muda mfupi uliopita',
    progress: 'Maendeleo',
    opening: 'Tunaandaa agizo lako…',
    orderId: 'Namba ya agizo',
    providerNumber: (provider) => `Namba kwa ${provider}`,
    transactionHash: 'Muamala',
    errorCode: 'Msimbo',
    loading: 'Tunasoma agizo lako…',
    openHere: 'Kuna utoaji wa pesa ulio wazi kwenye kivinjari hiki',
  },
  open: {
    continueWith: (provider) => `Endelea na ${provider}`,
    again: 'Fungua tena',
    linkTitle: 'Kivinjari chako kilizuia dirisha',
    linkBody: 'Lifungue kwa kiungo hiki. Kinafanya kazi mara moja na kwa dakika chache.',
    link: 'Endelea',
    redirecting: 'Tunakupeleka huko…',
    closed:
      'Dirisha limetoweka? Ikiwa umemaliza huko, ukurasa huu utaendelea wenyewe. Vinginevyo lifungue tena.',
    unconfirmed: (provider) =>
      `${provider} inalijua agizo hili. Endelea tu ikiwa umelithibitisha huko: kinachotumwa kabla ya hapo hakiuzwi.`,
    confirmed: 'Nimelithibitisha huko',
    submit: 'Endelea',
  },
  form: {
    allNeeded: 'Kila kitu hapa kinahitajika.',
    someOptional: 'Kila kitu hapa kinahitajika, isipokuwa kilichoandikwa si lazima.',
    optional: 'si lazima',
    choose: 'Chagua…',
    sending: 'Inatuma…',
    agree: 'Kubali na uendelee',
    corrections: (count) =>
      plural('sw', count, {
        one: 'Jibu moja linahitaji kurekebishwa.',
        other: `Majibu ${count} yanahitaji kurekebishwa.`,
      }),
    problems: {
      missing: (label) => `“${label}” inahitaji jibu.`,
      too_long: (label, maxLength) => `“${label}” ni ndefu mno: herufi zisizozidi ${maxLength}.`,
      not_offered: (label) => `Chagua kutoka orodha kwa “${label}”.`,
      not_email: () => 'Barua pepe huwa na @, kama jina@example.org.',
      pattern: (label) => `“${label}” haina muundo sahihi. Ikague.`,
    },
    changed: {
      title: 'Sasa ungelipwa kidogo zaidi',
      body: 'Bei ilishuka kabla agizo lako kuundwa. Hakuna kilichoundwa na hakuna kilichotumwa. Endelea tu ikiwa unakubali bei mpya.',
      before: 'Ulikubali angalau',
      now: 'Sasa angalau',
    },
  },
  review: {
    amount: 'Kiasi',
    asset: 'Mali',
    network: 'Mtandao',
    to: 'Kwa anwani hii',
    from: 'Kutoka akaunti yako',
    timeLeft: 'Muda uliobaki wa kutuma',
    timeUp: 'Muda umeisha',
    atLeast: 'Unapokea angalau',
    atLeastNote:
      'Bei ikishuka chini ya “Unapokea angalau”, mtoa huduma hauzi, na anakuwekea sarafu kwenye akaunti yako huko.',
    memo: 'Memo',
    gas: 'Ada ya mtandao, isiyozidi',
    asked: (value) => `Uliomba ${value}`,
    changed: 'Baadhi ya mistari inatofautiana na ulichoomba. Imewekewa alama.',
    checkAddress: 'Linganisha anwani na ile inayoonyeshwa na pochi yako.',
    payOnce: (provider) =>
      `Ukurasa wa ${provider} pia unaonyesha anwani hii. Lipa mahali pamoja tu: ikiwa umelipa au kughairi huko, usitume hapa.`,
    review: 'Kagua utumaji',
    checking: 'Inakagua…',
    send: (amount) => `Tuma ${amount}`,
    rejected: 'Ulikataa kwenye pochi yako. Hakuna kilichotumwa.',
  },
  byHand: {
    exactly: 'Kiasi hiki kamili lazima kifike: ada za mtandao na za soko huongezwa juu yake.',
    only: (asset, network) =>
      `Tuma ${asset} pekee, na kwenye ${network} pekee. Kingine chochote kinachotumwa kwenye anwani hii kinapotea.`,
    memoNeeded: 'Bila memo hii hakuna anayeweza kujua kuwa sarafu ni zako: zinapotea.',
    from: 'Kutoka akaunti hii pekee',
    fromNote: (provider) =>
      `${provider} inalinganisha mtumaji. Sarafu kutoka akaunti nyingine, au kutoka sokoni, huenda zisiuzwe.`,
    noChecksum:
      'Nakili anwani. Herufi iliyokosewa ndani yake haiwezi kutambuliwa na yeyote, na sarafu zingepotea.',
    changed: 'Kinachopaswa kutumwa kimebadilika. Tumia tu kinachoonyeshwa sasa.',
    copy: { amount: 'Nakili kiasi', to: 'Nakili anwani', memo: 'Nakili memo' },
    copied: { amount: 'Kiasi kimenakiliwa', to: 'Anwani imenakiliwa', memo: 'Memo imenakiliwa' },
    copyFailed: 'Kivinjari chako hakikuturuhusu kunakili. Chagua maandishi na uyanakili mwenyewe.',
    openInWallet: 'Fungua katika programu ya pochi',
    code: (whole) =>
      whole
        ? 'Msimbo wa QR wenye yote yaliyo hapo juu, kwa programu ya pochi'
        : 'Msimbo wa QR wenye anwani pekee',
    codeNote: (whole) =>
      whole
        ? 'Uchanganue kwa programu ya pochi, na ulinganishe kinachoonyeshwa kabla ya kutuma.'
        : 'Una anwani pekee. Weka mengine yote mwenyewe, kama yalivyo hapo juu.',
    sent: 'Nimetuma',
    sentNote: (provider) =>
      `Sema hivyo baada tu ya kutuma. ${provider} haisikii hili: ukurasa huu utasubiri, na hautaomba utumaji tena.`,
    notTold: 'Hili halikuweza kuandikwa sasa. Ikiwa umetuma, ni sawa: usitume tena.',
    over: {
      title: 'Muda wa kutuma umeisha',
      body: 'Usitume zaidi. Ikiwa umeshatuma, sema: huenda bado ikapokelewa.',
    },
    details: 'Kilichopaswa kutumwa',
  },
  history: swHistory,
  receipt: swReceipt,
  card: swCard,
  wallet: {
    compare: 'Kile ambacho pochi yako inapaswa kuonyesha',
    onlyThis:
      'Ukurasa huu unaomba utumaji huu mmoja tu, na si kitu kingine. Kataa chochote kinachoonekana tofauti.',
    switchTo: (network) => `Badilisha uende ${network}`,
    switching: 'Inabadilisha…',
    wrongAccount: (address) => `Agizo hili ni la ${address}. Chagua akaunti hiyo kwenye pochi yako.`,
  },
  actions: {
    checkAgain: 'Angalia tena',
    checking: 'Inatafuta…',
    cancelledInWallet: 'Nimelighairi kwenye pochi yangu',
    cancelledNote:
      'Ikiwa ombi limetoweka kwenye pochi yako, sema: kisha unaweza kujaribu mara moja zaidi, na bado ni moja tu kati ya mawili linaloweza kufika.',
    startAgain: 'Anza upya',
    startNew: 'Acha hili na uanze utoaji mpya wa pesa',
    tryAgain: 'Jaribu tena',
    done: 'Sawa',
    hide: 'Ficha',
    transaction: 'Tazama muamala',
  },
  onchain: {
    confirmations: (done, wanted) => `Bloku ${done} kati ya ${wanted}`,
  },
  offline: {
    title: 'Huna mtandao',
    body: 'Hiki ndicho tulichojua mwisho. Itaendelea mara tu utakapounganishwa.',
  },
  stale: (what) => `${what} Hapa chini ni tulichojua mwisho.`,
  unreadable: 'Kivinjari hiki hakikuweza kutazama mnyororo wa bloku kwa sasa.',
  elsewhere:
    'Utoaji huu wa pesa ulianzishwa kwenye kivinjari kingine. Hicho pekee kinajua kama kiasi kilitumwa: endelea huko.',
  returned: {
    title: 'Unaweza kufunga dirisha hili',
    body: 'Utoaji wako wa pesa unaendelea kwenye dirisha ulikoanzia.',
    here: 'Endelea hapa badala yake',
  },
}
