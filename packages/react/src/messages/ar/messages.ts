import { formatsOf, methodsIn, plural, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { arCard } from './card.ts'
import { arErrors } from './errors.ts'
import { arHistory, arReceipt } from './orders.ts'
import { arReasons, arStages } from './stages.ts'

export const ar: OfframpMessages = {
  locale: 'ar',
  dir: 'rtl',
  ...formatsOf('ar'),
  stages: arStages,
  reasons: arReasons,
  errors: arErrors,
  steps: { confirm: 'تأكيد', review: 'مراجعة', send: 'إرسال', paid: 'تم الدفع' },
  money: {
    no: 'لم يغادر شيء محفظتك.',
    maybe: 'قد تكون هناك أموال في الطريق. لا ترسل مرة أخرى.',
    atMostOnce: 'قد تكون هناك أموال في الطريق بالفعل. لا يمكن أن يصل من الطلبين سوى واحد على الأكثر.',
    onlyYouKnow: 'لم يصل شيء بعد. أنت وحدك تعرف ما إذا كنت قد أرسلته.',
    yes: 'غادر الإيداع محفظتك.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'حساب بنكي (ACH)',
    BANK: 'حساب بنكي',
    CARD: 'بطاقة',
    CRYPTO_ACCOUNT: 'حساب عملات مشفرة',
    FIAT_WALLET: 'رصيد بالعملة المحلية',
    MOBILE: 'محفظة الهاتف',
  }),
  panel: {
    title: 'سحب الأموال',
    close: 'إغلاق',
    youSell: 'تبيع',
    youReceive: 'تستلم',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'قبل لحظات',
    progress: 'التقدّم',
    opening: 'نُعِدّ طلبك…',
    orderId: 'رقم الطلب',
    providerNumber: (provider) => `الرقم لدى ${provider}`,
    transactionHash: 'المعاملة',
    errorCode: 'الرمز',
    loading: 'نقرأ طلبك…',
    openHere: 'هناك عملية سحب مفتوحة في هذا المتصفح',
  },
  open: {
    continueWith: (provider) => `المتابعة مع ${provider}`,
    again: 'فتح مرة أخرى',
    linkTitle: 'حظر متصفحك النافذة',
    linkBody: 'افتحها بهذا الرابط. يعمل مرة واحدة ولبضع دقائق.',
    link: 'متابعة',
    redirecting: 'ننقلك إلى هناك…',
    closed: 'اختفت النافذة؟ إذا انتهيت هناك فستتابع هذه الصفحة من تلقاء نفسها. وإلا فافتحها مرة أخرى.',
    unconfirmed: (provider) =>
      `يعرف ${provider} هذا الطلب. لا تتابع إلا إذا كنت قد أكّدته هناك: ما يُرسَل قبل ذلك لا يُباع.`,
    confirmed: 'لقد أكّدته هناك',
    submit: 'متابعة',
  },
  form: {
    allNeeded: 'كل ما هنا مطلوب.',
    someOptional: 'كل ما هنا مطلوب ما لم يُكتب أنه اختياري.',
    optional: 'اختياري',
    choose: 'اختر…',
    sending: 'جارٍ الإرسال…',
    agree: 'موافقة ومتابعة',
    corrections: (count) =>
      plural('ar', count, {
        one: 'هناك إجابة واحدة تحتاج إلى تصحيح.',
        two: 'هناك إجابتان تحتاجان إلى تصحيح.',
        few: `هناك ${count} إجابات تحتاج إلى تصحيح.`,
        many: `هناك ${count} إجابة تحتاج إلى تصحيح.`,
        other: `هناك ${count} إجابة تحتاج إلى تصحيح.`,
      }),
    problems: {
      missing: (label) => `«${label}» يحتاج إلى إجابة.`,
      too_long: (label, maxLength) =>
        `«${label}» طويل جدًا: ${maxLength} ${plural('ar', maxLength, { few: 'أحرف', many: 'حرفًا', other: 'حرف' })} على الأكثر.`,
      not_offered: (label) => `اختر من القائمة لـ «${label}».`,
      not_email: () => 'يحتوي البريد الإلكتروني على @، مثل name@example.org.',
      pattern: (label) => `صيغة «${label}» غير صحيحة. تحقّق منها.`,
    },
    changed: {
      title: 'ستستلم الآن أقل',
      body: 'انخفض السعر قبل إنشاء طلبك. لم يُنشأ شيء ولم يُرسَل شيء. تابع فقط إذا وافقت على السعر الجديد.',
      before: 'وافقتَ على الأقل على',
      now: 'الآن على الأقل',
    },
  },
  review: {
    amount: 'المبلغ',
    asset: 'الأصل',
    network: 'الشبكة',
    to: 'إلى هذا العنوان',
    from: 'من حسابك',
    timeLeft: 'الوقت المتبقي للإرسال',
    timeUp: 'انتهى الوقت',
    atLeast: 'تستلم على الأقل',
    atLeastNote: 'إذا انخفض السعر عن «تستلم على الأقل» فلا يبيع المزوّد، ويحتفظ بالعملات لك في حسابك هناك.',
    memo: 'المذكرة (memo)',
    gas: 'رسوم الشبكة، على الأكثر',
    asked: (value) => `طلبتَ ${value}`,
    changed: 'تختلف بعض الأسطر عمّا طلبته. وهي مميّزة.',
    checkAddress: 'قارن العنوان بالذي تعرضه محفظتك.',
    payOnce: (provider) =>
      `تعرض صفحة ${provider} هذا العنوان أيضًا. ادفع في مكان واحد فقط: إذا دفعت أو ألغيت هناك فلا ترسل من هنا.`,
    review: 'مراجعة الإيداع',
    checking: 'جارٍ الفحص…',
    send: (amount) => `إرسال ${amount}`,
    rejected: 'رفضتَ في محفظتك. لم يُرسَل شيء.',
  },
  byHand: {
    exactly: 'يجب أن يصل هذا المبلغ بالضبط: رسوم الشبكة والمنصة تُضاف إليه.',
    only: (asset, network) => `أرسل ${asset} فقط، وعلى ${network} فقط. أي شيء آخر يُرسَل إلى هذا العنوان يضيع.`,
    memoNeeded: 'بدون هذه المذكرة لا يمكن لأحد معرفة أن العملات لك: ستضيع.',
    from: 'من هذا الحساب فقط',
    fromNote: (provider) =>
      `يقارن ${provider} المُرسِل. العملات القادمة من حساب آخر أو من منصة تداول قد لا تُباع.`,
    noChecksum: 'انسخ العنوان. لا يمكن لأحد ملاحظة حرف مكتوب خطأ فيه، وستضيع العملات.',
    changed: 'تغيّر ما يجب إرساله. استخدم فقط ما يُعرض الآن.',
    copy: { amount: 'نسخ المبلغ', to: 'نسخ العنوان', memo: 'نسخ المذكرة' },
    copied: { amount: 'نُسخ المبلغ', to: 'نُسخ العنوان', memo: 'نُسخت المذكرة' },
    copyFailed: 'لم يسمح لنا متصفحك بالنسخ. حدّد النص وانسخه بنفسك.',
    openInWallet: 'فتح في تطبيق محفظة',
    code: (whole) => (whole ? 'رمز QR بكل ما سبق، لتطبيق محفظة' : 'رمز QR بالعنوان وحده'),
    codeNote: (whole) =>
      whole
        ? 'امسحه بتطبيق محفظة، وقارن ما يعرضه التطبيق قبل الإرسال.'
        : 'يحتوي على العنوان وحده. أدخل كل ما عداه بنفسك كما هو مكتوب أعلاه.',
    sent: 'لقد أرسلته',
    sentNote: (provider) =>
      `قل ذلك فقط بعد أن ترسل. لا يصل هذا إلى ${provider}: تنتظر هذه الصفحة بعدها ولا تطلب الإيداع مجددًا.`,
    notTold: 'تعذّر تسجيل ذلك الآن. إذا كنت قد أرسلته فلا بأس: لا ترسله مرة أخرى.',
    over: {
      title: 'انتهى وقت الإرسال',
      body: 'لا ترسل أي شيء آخر. إذا كنت قد أرسلته بالفعل فقل ذلك: ربما لا يزال يُقبل.',
    },
    details: 'ما كان يجب إرساله',
  },
  history: arHistory,
  receipt: arReceipt,
  card: arCard,
  wallet: {
    compare: 'ما يجب أن تعرضه محفظتك',
    onlyThis: 'تطلب هذه الصفحة هذا التحويل وحده ولا شيء غيره. ارفض كل ما يبدو مختلفًا.',
    switchTo: (network) => `الانتقال إلى ${network}`,
    switching: 'جارٍ الانتقال…',
    wrongAccount: (address) => `هذا الطلب يخص ${address}. حدّد ذلك الحساب في محفظتك.`,
  },
  actions: {
    checkAgain: 'تحقّق مرة أخرى',
    checking: 'جارٍ البحث…',
    cancelledInWallet: 'ألغيته في محفظتي',
    cancelledNote:
      'إذا اختفى الطلب من محفظتك فقل ذلك: عندها يمكنك المحاولة مرة أخرى، ولا يمكن أن يصل سوى واحد من الاثنين.',
    startAgain: 'البدء من جديد',
    startNew: 'ترك هذا وبدء سحب جديد',
    tryAgain: 'المحاولة مرة أخرى',
    done: 'تم',
    hide: 'إخفاء',
    transaction: 'عرض المعاملة',
  },
  onchain: {
    confirmations: (done, wanted) =>
      `${done} من ${wanted} ${plural('ar', wanted, { few: 'كتل', other: 'كتلة' })}`,
  },
  offline: {
    title: 'أنت غير متصل بالإنترنت',
    body: 'هذا آخر ما عرفناه. نتابع فور عودة الاتصال.',
  },
  stale: (what) => `${what} المعروض أدناه هو آخر ما عرفناه.`,
  unreadable: 'لم يتمكن هذا المتصفح من الاطلاع على سلسلة الكتل الآن.',
  elsewhere: 'بدأت عملية السحب هذه في متصفح آخر. ذلك المتصفح وحده يعرف ما إذا أُرسل الإيداع: تابع هناك.',
  returned: {
    title: 'يمكنك إغلاق هذه النافذة',
    body: 'تستمر عملية السحب في النافذة التي بدأت منها.',
    here: 'المتابعة هنا بدلًا من ذلك',
  },
}
