import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

// Names and amounts come from outside: they get no case ending, since the right vowel of one is not known here.
const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `${asset} varlığınız ${provider} hesabınızda`,
      'Satılmadı ve cüzdanınıza iade edilmedi. Orada satabilir veya çekebilirsiniz.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider}, ${asset} varlığınızı satmadı`,
      `${provider} onu geldiği cüzdana iade ediyor. Yeniden göndermeyin.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider}, ${asset} varlığınızı satmadı`,
      `Varlık şu anda sağlayıcıda: ${provider}. Destek ekibine sorun ve aşağıdaki emir numarasını saklayın.`,
    ),
}

const meddled =
  'Bir şey bu cüzdanın gönderdiklerini değiştiriyor olabilir: ne olduğunu öğrenene kadar kullanmayın.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Cüzdanınız ${network} yerine ${seen.network} kullandı`,
      `${network} ağında ${amount} göndermesi istenmişti. ${provider}, ${seen.network} ağındakini görmeyebilir.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Cüzdanınız başka bir adrese gönderdi',
      `${provider} adresine gitmesi gereken: ${amount}. Şu adrese giden: ${seen.amount ?? 'başka bir şey'}, ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Cüzdanınız başka bir varlık gönderdi',
      `${provider} şunu bekliyor: ${amount}. Gönderilen: ${seen.amount ?? 'tanımayabileceği bir varlık'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Cüzdanınız başka bir tutar gönderdi',
      `${provider} şunu bekliyor: ${amount}. Gönderilen: ${seen.amount ?? 'başka bir tutar'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Gönderim başka bir hesaptan yapıldı',
      `${amount} şu hesaptan geldi: ${seen.from}. ${provider} bu hesabın size ait olduğunu bilmeyebilir.`,
    ),
  data: ({ amount }) =>
    say(
      'Cüzdanınız başka bir işlem gönderdi',
      `${amount} göndermesi istenmişti, başka bir şey yaptı. ${meddled}`,
    ),
}

export const trStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Hazır olduğunuzda başlayın',
      `Satışı ${provider} ile onaylar, gönderimi burada inceler ve cüzdanınızda bir kez imzalarsınız.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Sırada birkaç soru var',
          `${provider} size nereye ödeme yapacağını bilmeli. Eksik kalanları doldurun; bununla hiçbir şey gönderilmez.`,
        )
      : say(
          'Emriniz hazırlandı',
          `Satışı onaylamak için ${provider} ile devam edin. Bununla hiçbir şey gönderilmez.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Satışı ${provider} ile onaylayın`,
      'Sağlayıcının penceresinde bitirip geri gelin. Bu sayfa kendiliğinden ilerler.',
    ),
  awaiting_order: ({ provider }) =>
    say(
      `${provider} bekleniyor`,
      'Gönderimin nereye yapılacağı belirleniyor. Genellikle birkaç saniye sürer.',
    ),
  order_ready: ({ amount }) =>
    say(
      'Gönderimi inceleyin',
      `Her satırı kontrol edin. ${amount} ancak siz gönderip imzaladığınızda cüzdanınızdan çıkar.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Elle gönderin',
      `Aşağıdaki tutarı ${network} ağında kendi cüzdanınızdan tam olarak gönderin. Ulaştığında sağlayıcı bu sayfaya bildirir.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Gönderdiğinizi söylediniz',
      `${provider} gönderimi ${network} ağında görene kadar bekleniyor. Yeniden göndermeyin. Bu sayfayı kapatabilirsiniz.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Bu emir sona erdi',
      `${provider} bilgisine göre zamanında hiçbir şey ulaşmadı. Adresine artık hiçbir şey göndermeyin. Gönderdiyseniz (${amount}), ${provider} destek ekibine sorun ve aşağıdaki emir numarasını verin.`,
    ),
  armed: () =>
    say(
      'Göndermeye hazır',
      'Her şey az önce kontrol edildi. İncelemeyi yaptığınız sekme bu değilse o sekmede devam edin.',
    ),
  prompting: () =>
    say(
      'Cüzdanınızda onaylayın',
      'Cüzdanınıza bir kez istek gönderdik. İmzalamadan önce tutarı ve adresi orada kontrol edin.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Bu tarayıcı gönderilip gönderilmediğini bilemiyor',
          'Gördüğümüz kadarıyla henüz hiçbir şey ulaşmadı. Elle göndermeyin: önce cüzdanınıza bakın.',
        )
      : say(
          'Cüzdanınıza sorduk, açık bir yanıt alamadık',
          'Görebildiğimiz kadarıyla henüz hiçbir şey ulaşmadı. Blokzincirde aramayı sürdürüyoruz. Elle göndermeyin: önce cüzdanınızı kontrol edin.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'Yolda',
      `Cüzdanınız gönderdi: ${amount}. ${network} ağının onu bloğa eklemesini bekliyoruz. Uzun sürerse cüzdanınıza bakın: daha yüksek bir ücret bekliyor olabilir. Elle göndermeyin.`,
    ),
  included: ({ network }) =>
    say(`${network} ağına eklendi`, 'Transfer bir bloğa girdi. Birkaç blok sonra kesinleşir.'),
  final_onchain: ({ provider }) =>
    say('Blokzincirde kesinleşti', `Gönderim kesin olarak ulaştı. ${provider} görene kadar bekleniyor.`),
  provider_received: ({ provider, asset }) =>
    say(
      `${provider}, ${asset} varlığınızı aldı`,
      'Satılıyor ve ödemeniz hazırlanıyor. Bu sayfayı kapatabilirsiniz.',
    ),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'Ödendi' : `${payout} ödendi`,
      `${provider} ödemenin yapıldığını bildiriyor. Görmeniz biraz sürebilir.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'Ağ transferi reddetti',
      'Blokzincirde başarısız oldu; ağ ücreti dışında hiçbir şey harcanmadı. İnceleyip yeniden gönderin.',
    ),
  attested: () =>
    say(
      'Bir kez daha deneyebilirsiniz',
      'Cüzdanınıza ilkinin yerini alan bir istek daha gelir: ilki sonradan onaylansa bile ağ ikisinden yalnızca birini kabul eder. İlki orada hâlâ açıksa reddedin.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} bu emri sonlandırdı`,
      `${reason === null ? '' : `Bildirilen neden: “${reason}”. `}Cüzdanınızdan hiçbir şey gönderilmedi. Baştan başlayabilirsiniz.`,
    ),
  cancelled_unsent: () => say('İptal edildi', 'Bu emir, hiçbir şey gönderilmeden iptal edildi.'),
  expired_unsent: () =>
    say('Süre doldu', 'Bu emrin süresi hiçbir şey gönderilmeden doldu. Varlığınız hâlâ cüzdanınızda.'),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'Süre doldu ve bu tarayıcı gönderilip gönderilmediğini bilemiyor',
          `Başka bir şey yapmadan önce cüzdanınıza bakın. Orada hâlâ açık olan bir istek, kapatılmış bir emre (${provider}) gönderim yapar: onu reddedin.`,
        )
      : say(
          'Süre doldu ve bir istek hâlâ açık',
          `Cüzdanınıza soruldu ve yanıt vermedi. O istek hâlâ oradaysa reddedin: şimdi onaylamak, kapatılmış bir emre (${provider}) gönderim yapar; yeni bir işlem başlatmış olsanız bile.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Bu emirle bir kişinin ilgilenmesi gerekiyor',
        `${facts.provider} bilgileri birbirini tutmuyor ve paranızla asla tahmin yürütmeyiz. Hiçbir şey göndermeyin. Destek ekibine sorun ve aşağıdaki emir numarasını verin.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} Yeniden göndermeyin. ${facts.provider} destek ekibine sorun; aşağıdaki işlemi ve emir numarasını verin.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${asset} varlığınız şu anda sağlayıcıda: ${provider}. Destek ekibinden iade etmesini veya kendi adınıza olan bir hesaba ödemesini isteyin ve aşağıdaki numaraları verin.`,
  to_sender: ({ asset, provider }) =>
    `${provider}, ${asset} varlığınızı geldiği cüzdana iade ediyor. Ulaşmazsa destek ekibine sorun ve aşağıdaki numaraları verin.`,
  to_provider_balance: ({ asset, provider }) =>
    `${asset} varlığınız ${provider} hesabınızda. Orada yeniden satabilir veya çekebilirsiniz.`,
}
const notYours = 'Banka hesabının size ait olduğu doğrulanamadı'

export const trReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `${provider} hesabın kendi adınıza olduğunu doğrulayamadı ve bu emri sonlandırdı. Cüzdanınızdan hiçbir şey gönderilmedi. Kendi adınıza olan bir hesapla baştan başlayın.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `${provider} hesabın kendi adınıza olduğunu doğrulayamadı ve bu emri sonlandırdı. Adresine artık hiçbir şey göndermeyin. Gönderdiyseniz (${amount}), ${provider} destek ekibine sorun ve aşağıdaki emir numarasını verin. Göndermediyseniz kendi adınıza olan bir hesapla baştan başlayın.`,
      ),
    credited: (facts) =>
      say(
        `${facts.asset} varlığınız ulaştı, ancak banka hesabının size ait olduğu doğrulanamadı`,
        `${facts.provider} hesabın kendi adınıza olduğunu doğrulayamadı, bu yüzden ödeme yapılmadı. ${coins[facts.refunds](facts)} Bu emir için yeniden göndermeyin.`,
      ),
  },
}
