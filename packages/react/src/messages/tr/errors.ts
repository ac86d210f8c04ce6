import type { OfframpMessages } from '../messages.ts'
import { say } from '../say.ts'

const again = 'Birazdan yeniden deneyin.'
const tellApp = 'Lütfen bu uygulamayı yapanlara bildirin.'

export const trErrors: OfframpMessages['errors'] = {
  invalid_request: say('Bu satış başlatılamıyor', tellApp),
  invalid_amount: say('Bu tutar satılamaz', 'Rakam ve tek bir nokta kullanın, örneğin 25.5.'),
  invalid_address: say('Adres geçerli değil', 'Elle göndermeyin.'),
  unknown_asset: say('Bu varlık burada desteklenmiyor', 'Başka bir varlık veya ağ seçin.'),
  ambiguous_asset: say('Bu varlık iki kez tanımlanmış', tellApp),
  unsupported_network: say('Bu ağ burada desteklenmiyor', 'Başka bir ağ seçin.'),
  amount_out_of_limits: say('Tutar sınırların dışında', 'Başka bir tutar veya ödeme yöntemi seçin.'),
  constant_reference: say('Bu uygulama her emir için aynı referansı kullanıyor', tellApp),
  invalid_config: say('Bu uygulama doğru ayarlanmamış', tellApp),
  missing_context: say('Bu uygulama doğru ayarlanmamış', tellApp),
  unauthenticated: say(
    'Devam etmek için oturum açın',
    'Bu uygulamada, satış yaptığınız cüzdanla oturum açın.',
  ),
  forbidden: say('Bu hesabın buna izni yok', 'Satış yaptığınız cüzdanla oturum açın.'),
  identity_unverified: say(
    'Kimliğiniz henüz doğrulanmadı',
    'Doğrulamayı yaptıysanız biri inceliyor: daha sonra gelin. Bir gün sürebilir.',
  ),
  identity_rejected: say(
    'Kimlik doğrulamanız kabul edilmedi',
    'Bu sağlayıcı yalnızca doğrulanmış kişilere ödeme yapar. Destek ekibine sorun veya başka bir sağlayıcı seçin.',
  ),
  not_found: say('Bu emir bulunamadı', 'Başka bir hesaba ait olabilir. Emri oluşturan hesapla oturum açın.'),
  method_not_allowed: say('Bu uygulama doğru ayarlanmamış', tellApp),
  conflict: say(
    'Başka bir işlem daha hızlı davrandı',
    'Emrin şu anki durumunu görmek için yeniden kontrol edin.',
  ),
  payload_too_large: say('Bir seferde bu çok fazlaydı', tellApp),
  unsupported_media_type: say('Bu uygulama doğru ayarlanmamış', tellApp),
  rate_limited: say('Çok fazla istek', 'Birkaç saniye bekleyip yeniden deneyin.'),
  client_ip_unknown: say(
    'Bağlantınız tanımlanamadı',
    'Proxy veya VPN kullanıyorsanız kapatıp yeniden deneyin.',
  ),
  webhook_rejected: say('Bir mesaj gerçek değildi', 'Yok sayıldı. Hiçbir şey değişmedi.'),
  provider_unavailable: say('Sağlayıcıya şu anda ulaşılamıyor', again),
  provider_rejected: say('Sağlayıcı bu satışı reddetti', 'Tutarı, ülkeyi ve ödeme yöntemini kontrol edin.'),
  provider_unreadable: say('Sağlayıcı anlamadığımız bir yanıt verdi', again),
  unsupported_operation: say('Bu burada mümkün değil', 'Başka bir yol seçin.'),
  backend_unreachable: say(
    'Bu uygulamanın sunucusu yanıt vermiyor',
    'Bağlantınızı kontrol edin. Emriniz güvende.',
  ),
  backend_unreadable: say(
    'Bu uygulamanın sunucusu anlamadığımız bir yanıt verdi',
    'Bu yanıtla hiçbir işlem yapılmadı.',
  ),
  version_mismatch: say('Bu sayfa güncel değil', 'Sayfayı yenileyin. Emriniz güvende.'),
  internal: say('Bir şeyler ters gitti', 'Sayfayı yenileyin: emrinizin durumunu gösterecektir.'),
  store_failed: say('Bu uygulamanın sunucusu bunu kaydedemedi', again),
  no_instruction: say(
    'Sağlayıcı nereye gönderileceğini henüz bildirmedi',
    'Emri sağlayıcının penceresinde tamamlayın.',
  ),
  several_instructions: say(
    'Sağlayıcı birden fazla açık emir gösteriyor',
    'Orada biri dışında hepsini iptal edin veya baştan başlayın.',
  ),
  instruction_changed: say('Siz inceledikten sonra emir değişti', 'Yeniden dikkatle inceleyin.'),
  instruction_refused: say('Sağlayıcının talimatını izlemek güvenli değil', 'Elle göndermeyin.'),
  order_expired: say('Bu emri ödeme süresi doldu', 'Yeni bir işlem başlatın.'),
  order_ended: say('Bu emir sona erdi', 'Daha fazla satmak için yeni bir işlem başlatın.'),
  order_busy: say('Bu emir işleniyor', 'Biraz bekleyip yeniden deneyin.'),
  attempt_active: say('Bu gönderim başka bir yerde başlatıldı', 'Orada devam edin. İkinci kez göndermeyin.'),
  paid_elsewhere: say(
    'Bu adrese zaten coin ulaştı',
    'Sağlayıcının sayfasından ödediyseniz bu kadar: yeniden göndermeyin ve burada bekleyin. Ödemediyseniz sağlayıcıya sorun.',
  ),
  attempt_unproven: say(
    'Önceki bir deneme gönderilmiş olabilir',
    'Yeniden kontrol edin ve cüzdanınıza bakın. Elle göndermeyin.',
  ),
  ledger_unavailable: say(
    'Bu tarayıcı kayıt tutamıyor',
    'Gizli gezintiden çıkın veya biraz yer açın, sonra sayfayı yenileyin.',
  ),
  lock_held: say('Bu gönderim başka bir sekmede açık', 'O sekmede devam edin veya onu kapatın.'),
  no_wallet: say('Bağlı cüzdan yok', 'Satış yapmak istediğiniz cüzdanı bağlayın.'),
  wrong_account: say('Başka bir hesap seçili', 'Bu emri oluşturan hesaba geçin.'),
  wrong_network: say('Cüzdanınız başka bir ağda', 'Devam etmek için ağını değiştirin.'),
  contract_account: say(
    'Akıllı sözleşme hesapları henüz desteklenmiyor',
    'Yeni bir işlem için sıradan bir hesap kullanın.',
  ),
  insufficient_balance: say(
    'Bu cüzdanda yeterli bakiye yok',
    'Daha küçük bir tutar seçin veya önce bakiye ekleyin.',
  ),
  insufficient_gas: say(
    'Ağ ücreti için yeterli bakiye yok',
    'Ağın kendi coininden biraz ekleyip yeniden deneyin.',
  ),
  token_mismatch: say('Token, tanımlanan token değil', tellApp),
  simulation_failed: say('Transfer başarısız olurdu', 'Token veya hesabınız engellenmiş olabilir.'),
  chain_unreadable: say('Blokzincir okunamadı', again),
  wallet_rejected: say('Cüzdanınızda reddettiniz', 'İstediğiniz zaman yeniden deneyin.'),
  wallet_silent: say(
    'Cüzdanınız yanıt vermiyor',
    'Cüzdanı açıp kilidini kaldırın, sonra yeniden kontrol edin.',
  ),
  arm_lapsed: say('Kontrol çok eski', 'Bir kez daha inceleyin.'),
}
