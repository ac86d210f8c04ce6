import { formatsOf, methodsIn, plural, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { haCard } from './card.ts'
import { haErrors } from './errors.ts'
import { haHistory, haReceipt } from './orders.ts'
import { haReasons, haStages } from './stages.ts'

export const ha: OfframpMessages = {
  locale: 'ha',
  dir: 'ltr',
  ...formatsOf('ha'),
  stages: haStages,
  reasons: haReasons,
  errors: haErrors,
  steps: { confirm: 'Tabbatarwa', review: 'Dubawa', send: 'Aikawa', paid: 'An biya' },
  money: {
    no: 'Babu abin da ya bar walat ɗinku.',
    maybe: 'Wataƙila kuɗi suna kan hanya. Kada ku sake aikawa.',
    atMostOnce:
      'Wataƙila kuɗi sun riga suna kan hanya. Daga cikin buƙatun biyu, ɗaya kacal ce za ta iya isa.',
    onlyYouKnow: 'Babu abin da ya isa tukuna. Ku kaɗai kuka san ko kun aika.',
    yes: 'Abin da kuka aika ya bar walat ɗinku.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Asusun banki (ACH)',
    BANK: 'Asusun banki',
    CARD: 'Kati',
    CRYPTO_ACCOUNT: 'Asusun crypto',
    FIAT_WALLET: 'Ragowar kuɗin ƙasa',
    MOBILE: 'Kuɗin waya',
  }),
  panel: {
    title: 'Cire kuɗi',
    close: 'Rufe',
    youSell: 'Kuna sayar da',
    youReceive: 'Za ku karɓi',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'na ɗan lokaci da ya wuce',
    progress: 'Ci gaba',
    opening: 'Ana shirya odarku…',
    orderId: 'Lambar oda',
    providerNumber: (provider) => `Lamba a ${provider}`,
    transactionHash: 'Ma’amala',
    errorCode: 'Lambar kuskure',
    loading: 'Ana karanta odarku…',
    openHere: 'Akwai cire kuɗi da yake buɗe a wannan burauza',
  },
  open: {
    continueWith: (provider) => `Ci gaba da ${provider}`,
    again: 'Sake buɗewa',
    linkTitle: 'Burauzarku ta toshe tagar',
    linkBody: 'Ku buɗe ta da wannan hanyar haɗi. Tana aiki sau ɗaya kuma na ’yan mintuna.',
    link: 'Ci gaba',
    redirecting: 'Ana kai ku can…',
    closed:
      'Tagar ta ɓace? Idan kun gama a can, wannan shafi zai ci gaba da kansa. In ba haka ba, ku sake buɗe ta.',
    unconfirmed: (provider) =>
      `${provider} ta san wannan oda. Ku ci gaba kawai idan kun tabbatar da ita a can: ba a sayar da abin da aka aika kafin haka.`,
    confirmed: 'Na tabbatar da ita a can',
    submit: 'Ci gaba',
  },
  form: {
    allNeeded: 'Ana buƙatar komai a nan.',
    someOptional: 'Ana buƙatar komai a nan, sai inda aka rubuta na zaɓi.',
    optional: 'na zaɓi',
    choose: 'Zaɓi…',
    sending: 'Ana aikawa…',
    agree: 'Amince ku ci gaba',
    corrections: (count) =>
      plural('ha', count, {
        one: 'Amsa ɗaya tana buƙatar gyara.',
        other: `Amsoshi ${count} suna buƙatar gyara.`,
      }),
    problems: {
      missing: (label) => `“${label}” yana buƙatar amsa.`,
      too_long: (label, maxLength) => `“${label}” ya yi tsawo: haruffa ${maxLength} a mafi yawa.`,
      not_offered: (label) => `Ku zaɓi daga jerin don “${label}”.`,
      not_email: () => 'Adireshin imel yana da @, kamar suna@example.org.',
      pattern: (label) => `Tsarin “${label}” bai yi daidai ba. Ku duba shi.`,
    },
    changed: {
      title: 'Yanzu za a biya ƙasa da haka',
      body: 'Farashi ya faɗi kafin a ƙirƙiri odarku. Ba a ƙirƙiri komai ba kuma ba a aika komai ba. Ku ci gaba kawai idan kun amince da sabon farashi.',
      before: 'Kun amince da aƙalla',
      now: 'Yanzu aƙalla',
    },
  },
  review: {
    amount: 'Adadi',
    asset: 'Kadara',
    network: 'Hanyar sadarwa',
    to: 'Zuwa wannan adireshi',
    from: 'Daga asusunku',
    timeLeft: 'Lokacin aikawa da ya rage',
    timeUp: 'Lokaci ya ƙare',
    atLeast: 'Za ku karɓi aƙalla',
    atLeastNote:
      'Idan farashi ya faɗi ƙasa da “Za ku karɓi aƙalla”, mai ba da sabis ba ya sayarwa, yana ajiye muku tsabar kuɗin a asusunku na can.',
    memo: 'Memo',
    gas: 'Kuɗin hanyar sadarwa, a mafi yawa',
    asked: (value) => `Kun nemi ${value}`,
    changed: 'Wasu layuka sun bambanta da abin da kuka nema. An yi musu alama.',
    checkAddress: 'Ku kwatanta adireshin da wanda walat ɗinku yake nunawa.',
    payOnce: (provider) =>
      `Shafin ${provider} ma yana nuna wannan adireshi. Ku biya a wuri ɗaya kawai: idan kun biya ko kun soke a can, kada ku aika a nan.`,
    review: 'Duba aikawar',
    checking: 'Ana dubawa…',
    send: (amount) => `Aika ${amount}`,
    rejected: 'Kun ƙi a walat ɗinku. Ba a aika komai ba.',
  },
  byHand: {
    exactly: 'Dole ainihin wannan ya isa: kuɗin hanyar sadarwa da na kasuwa suna kan sa.',
    only: (asset, network) =>
      `Ku aika ${asset} kawai, kuma a kan ${network} kawai. Duk wani abu dabam da aka aika zuwa wannan adireshi ya ɓace.`,
    memoNeeded: 'Ba tare da wannan memo ba, babu wanda zai san tsabar kuɗin naku ne: sun ɓace.',
    from: 'Daga wannan asusu kawai',
    fromNote: (provider) =>
      `${provider} tana kwatanta mai aikawa. Tsabar kuɗi daga wani asusu, ko daga kasuwar crypto, wataƙila ba za a sayar da su ba.`,
    noChecksum:
      'Ku kwafi adireshin. Babu wanda zai lura da harafin da aka rubuta ba daidai ba a cikinsa, kuma tsabar kuɗin za su ɓace.',
    changed: 'Abin da za a aika ya canza. Ku yi amfani da abin da ake nunawa yanzu kawai.',
    copy: { amount: 'Kwafi adadi', to: 'Kwafi adireshi', memo: 'Kwafi memo' },
    copied: { amount: 'An kwafi adadi', to: 'An kwafi adireshi', memo: 'An kwafi memo' },
    copyFailed: 'Burauzarku ba ta bar mu mu kwafi ba. Ku zaɓi rubutun ku kwafa da kanku.',
    openInWallet: 'Buɗe a manhajar walat',
    code: (whole) =>
      whole
        ? 'Lambar QR mai ɗauke da duk abin da ke sama, don manhajar walat'
        : 'Lambar QR mai ɗauke da adireshi kaɗai',
    codeNote: (whole) =>
      whole
        ? 'Ku duba ta da manhajar walat, ku kwatanta abin da manhajar ta nuna kafin ku aika.'
        : 'Tana ɗauke da adireshi kaɗai. Ku shigar da sauran da kanku, kamar yadda yake a sama.',
    sent: 'Na aika',
    sentNote: (provider) =>
      `Ku faɗi haka bayan kun aika kawai. ${provider} ba ta ji: wannan shafi zai jira, ba zai sake neman aikawa ba.`,
    notTold: 'Ba a iya rubuta wannan yanzu ba. Idan kun aika, ba damuwa: kada ku sake aikawa.',
    over: {
      title: 'Lokacin aikawa ya ƙare',
      body: 'Kada ku ƙara aikawa. Idan kun riga kun aika, ku faɗi: wataƙila har yanzu za a karɓa.',
    },
    details: 'Abin da ya kamata a aika',
  },
  history: haHistory,
  receipt: haReceipt,
  card: haCard,
  wallet: {
    compare: 'Abin da ya kamata walat ɗinku ya nuna',
    onlyThis:
      'Wannan shafi yana neman wannan aikawa ɗaya kawai, ba wani abu ba. Ku ƙi duk abin da ya bambanta.',
    switchTo: (network) => `Koma ${network}`,
    switching: 'Ana canzawa…',
    wrongAccount: (address) => `Wannan oda ta ${address} ce. Ku zaɓi wannan asusu a walat ɗinku.`,
  },
  actions: {
    checkAgain: 'Sake dubawa',
    checking: 'Ana nema…',
    cancelledInWallet: 'Na soke ta a walat ɗina',
    cancelledNote:
      'Idan buƙatar ta ɓace daga walat ɗinku, ku faɗi: sannan kuna iya sake gwadawa sau ɗaya, kuma har yanzu ɗaya kacal daga cikin biyun za ta iya isa.',
    startAgain: 'Fara sabo',
    startNew: 'Bar wannan ku fara sabon cire kuɗi',
    tryAgain: 'Sake gwadawa',
    done: 'An gama',
    hide: 'Ɓoye',
    transaction: 'Duba ma’amala',
  },
  onchain: {
    confirmations: (done, wanted) => `Bulo ${done} cikin ${wanted}`,
  },
  offline: {
    title: 'Ba ku da intanet',
    body: 'Wannan shi ne abin da muka sani na ƙarshe. Zai ci gaba da zarar an haɗa ku.',
  },
  stale: (what) => `${what} Abin da ke ƙasa shi ne abin da muka sani na ƙarshe.`,
  unreadable: 'Wannan burauza ta kasa duba blockchain a yanzu.',
  elsewhere: 'An fara wannan cire kuɗi a wata burauza. Ita kaɗai ta san ko an aika: ku ci gaba a can.',
  returned: {
    title: 'Kuna iya rufe wannan taga',
    body: 'Cire kuɗinku yana ci gaba a tagar da kuka fara.',
    here: 'Ci gaba a nan maimakon haka',
  },
}
