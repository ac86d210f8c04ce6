import { formatsOf, methodsIn, plural, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { hiCard } from './card.ts'
import { hiErrors } from './errors.ts'
import { hiHistory, hiReceipt } from './orders.ts'
import { hiReasons, hiStages } from './stages.ts'

export const hi: OfframpMessages = {
  locale: 'hi',
  dir: 'ltr',
  ...formatsOf('hi'),
  stages: hiStages,
  reasons: hiReasons,
  errors: hiErrors,
  steps: { confirm: 'पुष्टि', review: 'जाँच', send: 'भेजना', paid: 'भुगतान' },
  money: {
    no: 'आपके वॉलेट से कुछ नहीं निकला है।',
    maybe: 'पैसा रास्ते में हो सकता है। फिर न भेजें।',
    atMostOnce: 'पैसा पहले से रास्ते में हो सकता है। दोनों अनुरोधों में से ज़्यादा से ज़्यादा एक ही पहुँच सकता है।',
    onlyYouKnow: 'अभी कुछ नहीं पहुँचा है। आपने भेजा या नहीं, यह केवल आप जानते हैं।',
    yes: 'जमा आपके वॉलेट से निकल चुकी है।',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'बैंक खाता (ACH)',
    BANK: 'बैंक खाता',
    CARD: 'कार्ड',
    CRYPTO_ACCOUNT: 'क्रिप्टो खाता',
    FIAT_WALLET: 'स्थानीय मुद्रा का बैलेंस',
    MOBILE: 'मोबाइल मनी',
  }),
  panel: {
    title: 'पैसे निकालें',
    close: 'बंद करें',
    youSell: 'आप बेचते हैं',
    youReceive: 'आपको मिलेगा',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'कुछ क्षण पुराना',
    progress: 'प्रगति',
    opening: 'आपका ऑर्डर तैयार हो रहा है…',
    orderId: 'ऑर्डर नंबर',
    providerNumber: (provider) => `${provider} पर नंबर`,
    transactionHash: 'लेनदेन',
    errorCode: 'कोड',
    loading: 'आपका ऑर्डर पढ़ा जा रहा है…',
    openHere: 'इस ब्राउज़र में एक निकासी खुली है',
  },
  open: {
    continueWith: (provider) => `${provider} के साथ जारी रखें`,
    again: 'फिर खोलें',
    linkTitle: 'आपके ब्राउज़र ने विंडो रोक दी',
    linkBody: 'इसे इस लिंक से खोलें। यह एक बार और कुछ मिनट तक काम करता है।',
    link: 'जारी रखें',
    redirecting: 'आपको वहाँ ले जा रहे हैं…',
    closed: 'विंडो चली गई? अगर आपने वहाँ पूरा कर लिया है, तो यह पेज अपने आप आगे बढ़ेगा। नहीं तो उसे फिर खोलें।',
    unconfirmed: (provider) =>
      `${provider} के पास यह ऑर्डर है। तभी आगे बढ़ें जब आपने वहाँ इसकी पुष्टि कर दी हो: उससे पहले भेजा गया नहीं बेचा जाता।`,
    confirmed: 'मैंने वहाँ पुष्टि कर दी है',
    submit: 'जारी रखें',
  },
  form: {
    allNeeded: 'यहाँ सब कुछ ज़रूरी है।',
    someOptional: 'यहाँ सब कुछ ज़रूरी है, सिवाय उसके जिस पर वैकल्पिक लिखा है।',
    optional: 'वैकल्पिक',
    choose: 'चुनें…',
    sending: 'भेजा जा रहा है…',
    agree: 'सहमत हों और जारी रखें',
    corrections: (count) =>
      plural('hi', count, {
        one: `${count} जवाब में सुधार चाहिए।`,
        other: `${count} जवाबों में सुधार चाहिए।`,
      }),
    problems: {
      missing: (label) => `“${label}” का जवाब चाहिए।`,
      too_long: (label, maxLength) => `“${label}” बहुत लंबा है: ज़्यादा से ज़्यादा ${maxLength} अक्षर।`,
      not_offered: (label) => `“${label}” के लिए सूची में से चुनें।`,
      not_email: () => 'ईमेल पते में @ होता है, जैसे name@example.org।',
      pattern: (label) => `“${label}” का रूप सही नहीं है। जाँच लें।`,
    },
    changed: {
      title: 'अब कम मिलेगा',
      body: 'आपका ऑर्डर बनने से पहले कीमत गिर गई। कुछ नहीं बनाया गया और कुछ नहीं भेजा गया। नई कीमत से सहमत हों, तभी जारी रखें।',
      before: 'आप कम से कम इस पर सहमत थे',
      now: 'अब कम से कम',
    },
  },
  review: {
    amount: 'राशि',
    asset: 'एसेट',
    network: 'नेटवर्क',
    to: 'इस पते पर',
    from: 'आपके खाते से',
    timeLeft: 'भेजने का बचा समय',
    timeUp: 'समय समाप्त',
    atLeast: 'आपको कम से कम मिलेगा',
    atLeastNote:
      'अगर कीमत “आपको कम से कम मिलेगा” से नीचे गिरती है, तो प्रदाता नहीं बेचता और कॉइन वहाँ आपके खाते में रखता है।',
    memo: 'मेमो',
    gas: 'नेटवर्क शुल्क, ज़्यादा से ज़्यादा',
    asked: (value) => `आपने ${value} माँगा था`,
    changed: 'कुछ पंक्तियाँ आपकी माँग से अलग हैं। उन पर निशान है।',
    checkAddress: 'पते को उससे मिलाएँ जो आपका वॉलेट दिखाता है।',
    payOnce: (provider) =>
      `${provider} का पेज भी यह पता दिखाता है। एक ही जगह भुगतान करें: अगर आपने वहाँ भुगतान या रद्द किया है, तो यहाँ से न भेजें।`,
    review: 'जमा जाँचें',
    checking: 'जाँच हो रही है…',
    send: (amount) => `${amount} भेजें`,
    rejected: 'आपने अपने वॉलेट में मना किया। कुछ नहीं भेजा गया।',
  },
  byHand: {
    exactly: 'ठीक इतना ही पहुँचना चाहिए: नेटवर्क और एक्सचेंज के शुल्क इसके अलावा हैं।',
    only: (asset, network) =>
      `केवल ${asset} भेजें, और केवल ${network} पर। इस पते पर भेजा गया कुछ और हमेशा के लिए खो जाता है।`,
    memoNeeded: 'इस मेमो के बिना कोई नहीं जान सकता कि कॉइन आपके हैं: वे खो जाएँगे।',
    from: 'केवल इस खाते से',
    fromNote: (provider) => `${provider} भेजने वाले को मिलाता है। दूसरे खाते या एक्सचेंज से आए कॉइन शायद न बेचे जाएँ।`,
    noChecksum: 'पता कॉपी करें। उसमें गलत लिखा अक्षर कोई नहीं पकड़ सकता, और कॉइन खो जाएँगे।',
    changed: 'जो भेजना है वह बदल गया है। केवल वही इस्तेमाल करें जो अभी दिख रहा है।',
    copy: { amount: 'राशि कॉपी करें', to: 'पता कॉपी करें', memo: 'मेमो कॉपी करें' },
    copied: { amount: 'राशि कॉपी हुई', to: 'पता कॉपी हुआ', memo: 'मेमो कॉपी हुआ' },
    copyFailed: 'आपके ब्राउज़र ने कॉपी नहीं करने दिया। टेक्स्ट चुनकर खुद कॉपी करें।',
    openInWallet: 'वॉलेट ऐप में खोलें',
    code: (whole) => (whole ? 'वॉलेट ऐप के लिए QR कोड, जिसमें ऊपर का सब कुछ है' : 'QR कोड, जिसमें केवल पता है'),
    codeNote: (whole) =>
      whole
        ? 'इसे वॉलेट ऐप से स्कैन करें, और भेजने से पहले मिलाएँ कि ऐप क्या दिखाता है।'
        : 'इसमें केवल पता है। बाकी सब जैसा ऊपर लिखा है, खुद भरें।',
    sent: 'मैंने भेज दिया है',
    sentNote: (provider) =>
      `भेजने के बाद ही यह कहें। ${provider} तक यह नहीं पहुँचता: तब यह पेज इंतज़ार करता है और जमा फिर नहीं माँगता।`,
    notTold: 'यह अभी दर्ज नहीं हो सका। अगर आपने भेज दिया है, तो ठीक है: उसे फिर न भेजें।',
    over: {
      title: 'भेजने का समय खत्म हो गया',
      body: 'अब और न भेजें। अगर आप पहले ही भेज चुके हैं, तो बताएँ: वह शायद अब भी लिया जाए।',
    },
    details: 'क्या भेजना था',
  },
  history: hiHistory,
  receipt: hiReceipt,
  card: hiCard,
  wallet: {
    compare: 'आपके वॉलेट को यह दिखाना चाहिए',
    onlyThis: 'यह पेज केवल यही एक ट्रांसफ़र माँगता है, और कुछ नहीं। जो अलग दिखे उसे मना करें।',
    switchTo: (network) => `${network} पर जाएँ`,
    switching: 'बदल रहा है…',
    wrongAccount: (address) => `यह ऑर्डर ${address} का है। अपने वॉलेट में वह खाता चुनें।`,
  },
  actions: {
    checkAgain: 'फिर जाँचें',
    checking: 'खोज हो रही है…',
    cancelledInWallet: 'मैंने इसे अपने वॉलेट में रद्द किया',
    cancelledNote:
      'अगर अनुरोध आपके वॉलेट से हट चुका है, तो बताएँ: तब आप एक बार और कोशिश कर सकते हैं, और फिर भी दोनों में से एक ही पहुँच सकता है।',
    startAgain: 'फिर से शुरू करें',
    startNew: 'इसे छोड़ें और नई निकासी शुरू करें',
    tryAgain: 'फिर कोशिश करें',
    done: 'हो गया',
    hide: 'छिपाएँ',
    transaction: 'लेनदेन देखें',
  },
  onchain: {
    confirmations: (done, wanted) => `${wanted} में से ${done} ब्लॉक`,
  },
  offline: {
    title: 'आप ऑफ़लाइन हैं',
    body: 'हमें आख़िरी बार यही पता था। कनेक्शन आते ही यह आगे बढ़ेगा।',
  },
  stale: (what) => `${what} नीचे वह है जो हमें आख़िरी बार पता था।`,
  unreadable: 'यह ब्राउज़र अभी ब्लॉकचेन नहीं देख सका।',
  elsewhere: 'यह निकासी दूसरे ब्राउज़र में शुरू हुई थी। जमा भेजी गई या नहीं, यह केवल वही जानता है: वहीं जारी रखें।',
  returned: {
    title: 'आप यह विंडो बंद कर सकते हैं',
    body: 'आपकी निकासी उसी विंडो में जारी है जहाँ से आपने शुरू किया था।',
    here: 'यहीं जारी रखें',
  },
}
