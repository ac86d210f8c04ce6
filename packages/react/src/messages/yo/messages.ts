import { formatsOf, methodsIn, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { yoCard } from './card.ts'
import { yoErrors } from './errors.ts'
import { yoHistory, yoReceipt } from './orders.ts'
import { yoReasons, yoStages } from './stages.ts'

export const yo: OfframpMessages = {
  locale: 'yo',
  dir: 'ltr',
  ...formatsOf('yo'),
  stages: yoStages,
  reasons: yoReasons,
  errors: yoErrors,
  steps: { confirm: 'Ìfìdímúlẹ̀', review: 'Àyẹ̀wò', send: 'Ìfiránṣẹ́', paid: 'A ti san án' },
  money: {
    no: 'Kò sí ohun tó kúrò nínú àpamọ́wọ́ yín.',
    maybe: 'Owó lè wà lójú ọ̀nà. Ẹ má ṣe tún fi ránṣẹ́.',
    atMostOnce: 'Owó lè ti wà lójú ọ̀nà. Nínú ìbéèrè méjèèjì, ọ̀kan ṣoṣo ló lè dé.',
    onlyYouKnow: 'Kò tíì sí ohun tó dé. Ẹ̀yin nìkan lẹ mọ̀ bóyá ẹ ti fi ránṣẹ́.',
    yes: 'Owó náà ti kúrò nínú àpamọ́wọ́ yín.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Àkáǹtì báńkì (ACH)',
    BANK: 'Àkáǹtì báńkì',
    CARD: 'Káàdì',
    CRYPTO_ACCOUNT: 'Àkáǹtì kíríptò',
    FIAT_WALLET: 'Owó orílẹ̀-èdè nínú àkáǹtì',
    MOBILE: 'Owó orí fóònù',
  }),
  panel: {
    title: 'Yọ owó jáde',
    close: 'Pa dé',
    youSell: 'Ẹ ń ta',
    youReceive: 'Ẹ ó gba',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'ti ìgbà díẹ̀ sẹ́yìn',
    progress: 'Ìtẹ̀síwájú',
    opening: 'A ń ṣètò ọ́dà yín…',
    orderId: 'Nọ́ńbà ọ́dà',
    providerNumber: (provider) => `Nọ́ńbà lọ́dọ̀ ${provider}`,
    transactionHash: 'Ìdúnàádúrà',
    errorCode: 'Kóòdù',
    loading: 'A ń ka ọ́dà yín…',
    openHere: 'Owó yíyọ kan wà ní ṣíṣí nínú bíráúsà yìí',
  },
  open: {
    continueWith: (provider) => `Tẹ̀síwájú pẹ̀lú ${provider}`,
    again: 'Tún ṣí i',
    linkTitle: 'Bíráúsà yín dí fèrèsé náà',
    linkBody: 'Ẹ fi ìjápọ̀ yìí ṣí i. Ó ń ṣiṣẹ́ lẹ́ẹ̀kan, fún ìṣẹ́jú díẹ̀.',
    link: 'Tẹ̀síwájú',
    redirecting: 'A ń mú yín lọ síbẹ̀…',
    closed:
      'Fèrèsé náà ti lọ? Tí ẹ bá ti parí níbẹ̀, ojú ìwé yìí yóò tẹ̀síwájú fúnra rẹ̀. Bí bẹ́ẹ̀ kọ́, ẹ tún un ṣí.',
    unconfirmed: (provider) =>
      `${provider} mọ ọ́dà yìí. Ẹ tẹ̀síwájú tí ẹ bá ti fìdí rẹ̀ múlẹ̀ níbẹ̀ nìkan: a kì í ta ohun tí ẹ bá fi ránṣẹ́ ṣáájú ìyẹn.`,
    confirmed: 'Mo ti fìdí rẹ̀ múlẹ̀ níbẹ̀',
    submit: 'Tẹ̀síwájú',
  },
  form: {
    allNeeded: 'A nílò ohun gbogbo níbí.',
    someOptional: 'A nílò ohun gbogbo níbí, àyàfi ibi tí a kọ kò pọn dandan sí.',
    optional: 'kò pọn dandan',
    choose: 'Ẹ yan…',
    sending: 'Ó ń lọ…',
    agree: 'Gbà, kí o sì tẹ̀síwájú',
    corrections: (count) => `Ìdáhùn ${count} nílò àtúnṣe.`,
    problems: {
      missing: (label) => `“${label}” nílò ìdáhùn.`,
      too_long: (label, maxLength) => `“${label}” ti gùn jù: kò gbọdọ̀ ju lẹ́tà ${maxLength} lọ.`,
      not_offered: (label) => `Ẹ yan láti inú àtòjọ fún “${label}”.`,
      not_email: () => 'Àdírẹ́sì ímeèlì máa ń ní @, bíi orukọ@example.org.',
      pattern: (label) => `“${label}” kò ní ìrísí tó tọ́. Ẹ yẹ̀ ẹ́ wò.`,
    },
    changed: {
      title: 'Owó tí ẹ máa gbà ti dín kù báyìí',
      body: 'Iye owó wálẹ̀ kí a tó ṣẹ̀dá ọ́dà yín. A kò ṣẹ̀dá ohunkóhun, a kò sì fi ohunkóhun ránṣẹ́. Ẹ tẹ̀síwájú tí ẹ bá gba iye tuntun náà nìkan.',
      before: 'Ohun tí ẹ gbà, ó kéré tán',
      now: 'Báyìí, ó kéré tán',
    },
  },
  review: {
    amount: 'Iye',
    asset: 'Ohun ìní',
    network: 'Nẹ́tíwọ́ọ̀kì',
    to: 'Sí àdírẹ́sì yìí',
    from: 'Láti àkáǹtì yín',
    timeLeft: 'Àkókò tó kù láti fi ránṣẹ́',
    timeUp: 'Àkókò ti tán',
    atLeast: 'Ẹ ó gba, ó kéré tán',
    atLeastNote:
      'Tí iye owó bá wálẹ̀ ju “Ẹ ó gba, ó kéré tán”, olùpèsè kò ní tà á, yóò sì tọ́jú owó kíríptò náà fún yín nínú àkáǹtì yín níbẹ̀.',
    memo: 'Memo',
    gas: 'Owó iṣẹ́ nẹ́tíwọ́ọ̀kì, ó pọ̀ jù',
    asked: (value) => `Ẹ béèrè fún ${value}`,
    changed: 'Àwọn ìlà kan yàtọ̀ sí ohun tí ẹ béèrè. A ti sàmì sí wọn.',
    checkAddress: 'Ẹ fi àdírẹ́sì náà wé èyí tí àpamọ́wọ́ yín fi hàn.',
    payOnce: (provider) =>
      `Ojú ìwé ${provider} náà fi àdírẹ́sì yìí hàn. Ẹ san ní ibì kan ṣoṣo: tí ẹ bá ti san tàbí fagi lé e níbẹ̀, ẹ má ṣe fi ránṣẹ́ níbí.`,
    review: 'Yẹ ìfowóránṣẹ́ wò',
    checking: 'A ń yẹ̀ ẹ́ wò…',
    send: (amount) => `Fi ${amount} ránṣẹ́`,
    rejected: 'Ẹ kọ̀ ọ́ nínú àpamọ́wọ́ yín. A kò fi ohunkóhun ránṣẹ́.',
  },
  byHand: {
    exactly: 'Iye yìí gẹ́lẹ́ ló gbọdọ̀ dé: owó iṣẹ́ nẹ́tíwọ́ọ̀kì àti ti ọjà kíríptò wà lọ́tọ̀.',
    only: (asset, network) =>
      `Ẹ fi ${asset} nìkan ránṣẹ́, lórí ${network} nìkan. Ohun mìíràn tí ẹ bá fi ránṣẹ́ sí àdírẹ́sì yìí ti sọnù.`,
    memoNeeded: 'Láìsí memo yìí, kò sí ẹni tó lè mọ̀ pé tiyín ni owó náà: yóò sọnù.',
    from: 'Láti àkáǹtì yìí nìkan',
    fromNote: (provider) =>
      `${provider} máa ń yẹ ẹni tó fi ránṣẹ́ wò. Owó kíríptò tó wá láti àkáǹtì mìíràn, tàbí láti ọjà kíríptò, lè má ṣeé tà.`,
    noChecksum: 'Ẹ da àdírẹ́sì náà kọ. Kò sí ẹni tó lè rí lẹ́tà tí a ṣì kọ nínú rẹ̀, owó náà yóò sì sọnù.',
    changed: 'Ohun tí ẹ máa fi ránṣẹ́ ti yí padà. Ẹ lo èyí tí a fi hàn báyìí nìkan.',
    copy: { amount: 'Da iye kọ', to: 'Da àdírẹ́sì kọ', memo: 'Da memo kọ' },
    copied: { amount: 'A ti da iye kọ', to: 'A ti da àdírẹ́sì kọ', memo: 'A ti da memo kọ' },
    copyFailed: 'Bíráúsà yín kò jẹ́ kí a dà á kọ. Ẹ yan ọ̀rọ̀ náà, kí ẹ fúnra yín dà á kọ.',
    openInWallet: 'Ṣí i nínú áàpù àpamọ́wọ́',
    code: (whole) =>
      whole ? 'Kóòdù QR tó ní gbogbo ohun tó wà lókè, fún áàpù àpamọ́wọ́' : 'Kóòdù QR tó ní àdírẹ́sì nìkan',
    codeNote: (whole) =>
      whole
        ? 'Ẹ fi áàpù àpamọ́wọ́ yà á, kí ẹ sì fi ohun tó hàn wé e kí ẹ tó fi ránṣẹ́.'
        : 'Àdírẹ́sì nìkan ló ní. Ẹ fúnra yín tẹ gbogbo ìyókù, bó ṣe wà lókè.',
    sent: 'Mo ti fi ránṣẹ́',
    sentNote: (provider) =>
      `Ẹ sọ bẹ́ẹ̀ lẹ́yìn tí ẹ bá ti fi ránṣẹ́ nìkan. ${provider} kò ní gbọ́: ojú ìwé yìí yóò dúró, kò sì ní béèrè owó náà mọ́.`,
    notTold: 'A kò lè kọ èyí sílẹ̀ báyìí. Tí ẹ bá ti fi ránṣẹ́, kò burú: ẹ má ṣe tún un fi ránṣẹ́.',
    over: {
      title: 'Àkókò láti fi ránṣẹ́ ti tán',
      body: 'Ẹ má ṣe fi ránṣẹ́ mọ́. Tí ẹ bá ti fi ránṣẹ́, ẹ sọ ọ́: ó ṣeé ṣe kí a ṣì gbà á.',
    },
    details: 'Ohun tó yẹ kí ẹ fi ránṣẹ́',
  },
  history: yoHistory,
  receipt: yoReceipt,
  card: yoCard,
  wallet: {
    compare: 'Ohun tó yẹ kí àpamọ́wọ́ yín fi hàn',
    onlyThis:
      'Ojú ewé yìí ń béèrè fún ìfowóránṣẹ́ kan yìí nìkan, kò sí nǹkan mìíràn. Ẹ kọ ohunkóhun tó bá yàtọ̀.',
    switchTo: (network) => `Yí padà sí ${network}`,
    switching: 'Ó ń yí padà…',
    wrongAccount: (address) => `${address} ló ni ọ́dà yìí. Ẹ yan àkáǹtì yẹn nínú àpamọ́wọ́ yín.`,
  },
  actions: {
    checkAgain: 'Tún yẹ̀ ẹ́ wò',
    checking: 'A ń wá a…',
    cancelledInWallet: 'Mo fagi lé e nínú àpamọ́wọ́ mi',
    cancelledNote:
      'Tí ìbéèrè náà bá ti kúrò nínú àpamọ́wọ́ yín, ẹ sọ ọ́: lẹ́yìn náà ẹ lè gbìyànjú lẹ́ẹ̀kan sí i, ọ̀kan ṣoṣo nínú méjèèjì ló sì lè dé síbẹ̀.',
    startAgain: 'Tún bẹ̀rẹ̀',
    startNew: 'Fi èyí sílẹ̀, bẹ̀rẹ̀ owó yíyọ tuntun',
    tryAgain: 'Tún gbìyànjú',
    done: 'Ó ti parí',
    hide: 'Fi pamọ́',
    transaction: 'Wo ìdúnàádúrà',
  },
  onchain: {
    confirmations: (done, wanted) => `Bulọ́ọ̀kù ${done} nínú ${wanted}`,
  },
  offline: {
    title: 'Ẹ kò sí lórí íńtánẹ́ẹ̀tì',
    body: 'Èyí ni ohun tí a mọ̀ kẹ́yìn. Yóò tẹ̀síwájú ní kété tí ìsopọ̀ bá dé.',
  },
  stale: (what) => `${what} Ohun tí a mọ̀ kẹ́yìn ló wà nísàlẹ̀.`,
  unreadable: 'Bíráúsà yìí kò lè wo blockchain báyìí.',
  elsewhere:
    'Inú bíráúsà mìíràn ni a ti bẹ̀rẹ̀ owó yíyọ yìí. Òun nìkan ló mọ̀ bóyá a ti fi owó náà ránṣẹ́: ẹ tẹ̀síwájú níbẹ̀.',
  returned: {
    title: 'Ẹ lè pa fèrèsé yìí dé',
    body: 'Owó yíyọ yín ń tẹ̀síwájú nínú fèrèsé tí ẹ ti bẹ̀rẹ̀.',
    here: 'Tẹ̀síwájú níbí dípò',
  },
}
