import { formatsOf, methodsIn, titleCase } from '../format.ts'
import type { OfframpMessages } from '../messages.ts'
import { trCard } from './card.ts'
import { trErrors } from './errors.ts'
import { trHistory, trReceipt } from './orders.ts'
import { trReasons, trStages } from './stages.ts'

export const tr: OfframpMessages = {
  locale: 'tr',
  dir: 'ltr',
  ...formatsOf('tr'),
  stages: trStages,
  reasons: trReasons,
  errors: trErrors,
  steps: { confirm: 'Onay', review: 'İnceleme', send: 'Gönderme', paid: 'Ödendi' },
  money: {
    no: 'Cüzdanınızdan hiçbir şey çıkmadı.',
    maybe: 'Para yolda olabilir. Yeniden göndermeyin.',
    atMostOnce: 'Para zaten yolda olabilir. İki istekten en fazla biri ulaşabilir.',
    onlyYouKnow: 'Henüz hiçbir şey ulaşmadı. Gönderip göndermediğinizi yalnızca siz bilirsiniz.',
    yes: 'Gönderim cüzdanınızdan çıktı.',
  },
  provider: titleCase,
  method: methodsIn({
    ACH_BANK_ACCOUNT: 'Banka hesabı (ACH)',
    BANK: 'Banka hesabı',
    CARD: 'Kart',
    CRYPTO_ACCOUNT: 'Kripto hesabı',
    FIAT_WALLET: 'Yerel para bakiyesi',
    MOBILE: 'Mobil para',
  }),
  panel: {
    title: 'Nakde çevir',
    close: 'Kapat',
    youSell: 'Sattığınız',
    youReceive: 'Alacağınız',
    estimate: (value) => `≈\u00a0${value}`,
    momentOld: 'biraz önceki',
    progress: 'İlerleme',
    opening: 'Emriniz hazırlanıyor…',
    orderId: 'Emir numarası',
    providerNumber: (provider) => `${provider} numarası`,
    transactionHash: 'İşlem',
    errorCode: 'Kod',
    loading: 'Emriniz okunuyor…',
    openHere: 'Bu tarayıcıda açık bir işlem var',
  },
  open: {
    continueWith: (provider) => `${provider} ile devam et`,
    again: 'Yeniden aç',
    linkTitle: 'Tarayıcınız pencereyi engelledi',
    linkBody: 'Bu bağlantıyla açın. Bir kez ve birkaç dakika boyunca çalışır.',
    link: 'Devam et',
    redirecting: 'Yönlendiriliyorsunuz…',
    closed:
      'Pencere kapandı mı? Orada işiniz bittiyse bu sayfa kendiliğinden ilerler. Bitmediyse yeniden açın.',
    unconfirmed: (provider) =>
      `${provider} bu emri biliyor. Yalnızca orada onayladıysanız devam edin: ondan önce gönderilen satılmaz.`,
    confirmed: 'Orada onayladım',
    submit: 'Devam et',
  },
  form: {
    allNeeded: 'Buradaki her şey gerekli.',
    someOptional: 'İsteğe bağlı yazmıyorsa buradaki her şey gerekli.',
    optional: 'isteğe bağlı',
    choose: 'Seçin…',
    sending: 'Gönderiliyor…',
    agree: 'Kabul et ve devam et',
    corrections: (count) => `${count} yanıtın düzeltilmesi gerekiyor.`,
    problems: {
      missing: (label) => `“${label}” için bir yanıt gerekli.`,
      too_long: (label, maxLength) => `“${label}” çok uzun: en fazla ${maxLength} karakter.`,
      not_offered: (label) => `“${label}” için listeden birini seçin.`,
      not_email: () => 'E-posta adresinde @ bulunur, örneğin ad@example.org.',
      pattern: (label) => `“${label}” doğru biçimde değil. Kontrol edin.`,
    },
    changed: {
      title: 'Şimdi daha az ödenir',
      body: 'Emriniz oluşturulmadan önce fiyat düştü. Hiçbir şey oluşturulmadı ve hiçbir şey gönderilmedi. Yalnızca yeni fiyatı kabul ediyorsanız devam edin.',
      before: 'Kabul ettiğiniz en az tutar',
      now: 'Şimdi en az',
    },
  },
  review: {
    amount: 'Tutar',
    asset: 'Varlık',
    network: 'Ağ',
    to: 'Bu adrese',
    from: 'Hesabınızdan',
    timeLeft: 'Göndermek için kalan süre',
    timeUp: 'Süre doldu',
    atLeast: 'En az alacağınız',
    atLeastNote:
      'Fiyat “En az alacağınız” tutarın altına düşerse sağlayıcı satmaz ve coinleri oradaki hesabınızda sizin için tutar.',
    memo: 'Not (memo)',
    gas: 'Ağ ücreti, en fazla',
    asked: (value) => `Sizin istediğiniz: ${value}`,
    changed: 'Bazı satırlar istediğinizden farklı. İşaretlendiler.',
    checkAddress: 'Adresi, cüzdanınızın gösterdiğiyle karşılaştırın.',
    payOnce: (provider) =>
      `${provider} sayfası da bu adresi gösteriyor. Yalnızca bir yerde ödeyin: orada ödediyseniz veya iptal ettiyseniz buradan göndermeyin.`,
    review: 'Gönderimi incele',
    checking: 'Kontrol ediliyor…',
    send: (amount) => `${amount} gönder`,
    rejected: 'Cüzdanınızda reddettiniz. Hiçbir şey gönderilmedi.',
  },
  byHand: {
    exactly: 'Tam olarak bu ulaşmalı: ağ ve borsa ücretleri buna eklenir.',
    only: (asset, network) =>
      `Yalnızca ${asset} gönderin ve yalnızca ${network} ağında. Bu adrese gönderilen başka her şey kaybolur.`,
    memoNeeded: 'Bu not (memo) olmadan coinlerin sizin olduğunu kimse bilemez: kaybolurlar.',
    from: 'Yalnızca bu hesaptan',
    fromNote: (provider) =>
      `${provider} göndereni karşılaştırır. Başka bir hesaptan veya borsadan gelen coinler satılmayabilir.`,
    noChecksum:
      'Adresi kopyalayın. İçindeki yanlış yazılmış bir karakteri kimse fark edemez ve coinler kaybolur.',
    changed: 'Gönderilecek olan değişti. Yalnızca şimdi gösterileni kullanın.',
    copy: { amount: 'Tutarı kopyala', to: 'Adresi kopyala', memo: 'Notu kopyala' },
    copied: { amount: 'Tutar kopyalandı', to: 'Adres kopyalandı', memo: 'Not kopyalandı' },
    copyFailed: 'Tarayıcınız kopyalamamıza izin vermedi. Metni seçip kendiniz kopyalayın.',
    openInWallet: 'Cüzdan uygulamasında aç',
    code: (whole) =>
      whole ? 'Yukarıdaki her şeyi içeren, cüzdan uygulaması için QR kodu' : 'Yalnızca adresi içeren QR kodu',
    codeNote: (whole) =>
      whole
        ? 'Bir cüzdan uygulamasıyla tarayın ve göndermeden önce uygulamanın gösterdiğini karşılaştırın.'
        : 'Yalnızca adresi içerir. Kalan her şeyi yukarıda yazdığı gibi kendiniz girin.',
    sent: 'Gönderdim',
    sentNote: (provider) =>
      `Bunu ancak gönderdikten sonra söyleyin. ${provider} bunu duymaz: bu sayfa bekler ve gönderimi artık istemez.`,
    notTold: 'Bu şu anda kaydedilemedi. Gönderdiyseniz sorun yok: yeniden göndermeyin.',
    over: {
      title: 'Gönderme süresi doldu',
      body: 'Artık göndermeyin. Zaten gönderdiyseniz söyleyin: yine de kabul edilebilir.',
    },
    details: 'Gönderilmesi gereken',
  },
  history: trHistory,
  receipt: trReceipt,
  card: trCard,
  wallet: {
    compare: 'Cüzdanınızın göstermesi gerekenler',
    onlyThis:
      'Bu sayfa yalnızca bu gönderimi ister, başka bir şey istemez. Farklı görünen her şeyi reddedin.',
    switchTo: (network) => `${network} ağına geç`,
    switching: 'Geçiliyor…',
    wrongAccount: (address) => `Bu emrin sahibi: ${address}. Cüzdanınızda o hesabı seçin.`,
  },
  actions: {
    checkAgain: 'Yeniden kontrol et',
    checking: 'Bakılıyor…',
    cancelledInWallet: 'Cüzdanımda iptal ettim',
    cancelledNote:
      'İstek cüzdanınızdan kaybolduysa söyleyin: o zaman bir kez daha deneyebilirsiniz ve yine ikisinden yalnızca biri ulaşabilir.',
    startAgain: 'Baştan başla',
    startNew: 'Bunu bırak ve yeni işlem başlat',
    tryAgain: 'Yeniden dene',
    done: 'Tamam',
    hide: 'Gizle',
    transaction: 'İşlemi gör',
  },
  onchain: {
    confirmations: (done, wanted) => `${done} / ${wanted} blok`,
  },
  offline: {
    title: 'Çevrimdışısınız',
    body: 'Son bildiğimiz bu. Bağlantı kurulur kurulmaz devam eder.',
  },
  stale: (what) => `${what} Aşağıda son bildiğimiz gösteriliyor.`,
  unreadable: 'Bu tarayıcı şu anda blokzincire bakamadı.',
  elsewhere:
    'Bu işlem başka bir tarayıcıda başlatıldı. Gönderimin yapılıp yapılmadığını yalnızca o bilir: orada devam edin.',
  returned: {
    title: 'Bu pencereyi kapatabilirsiniz',
    body: 'İşleminiz, başladığınız pencerede devam ediyor.',
    here: 'Bunun yerine burada devam et',
  },
}
