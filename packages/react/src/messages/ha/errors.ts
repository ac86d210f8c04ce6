import type { OfframpMessages } from '../messages.ts'
import { say } from '../say.ts'

const again = 'Ku sake gwadawa nan da ɗan lokaci.'
const tellApp = 'Don Allah ku sanar da masu yin wannan manhaja.'

export const haErrors: OfframpMessages['errors'] = {
  invalid_request: say('Ba za a iya fara wannan sayarwa ba', tellApp),
  invalid_amount: say(
    'Ba za a iya sayar da wannan adadi ba',
    'Ku yi amfani da lambobi da ɗigo ɗaya, kamar 25.5.',
  ),
  invalid_address: say('Adireshin bai inganta ba', 'Kada ku aika da hannu.'),
  unknown_asset: say('Ba a tallafa wa wannan kadara a nan', 'Ku zaɓi wata kadara ko wata hanyar sadarwa.'),
  ambiguous_asset: say('An saita wannan kadara sau biyu', tellApp),
  unsupported_network: say('Ba a tallafa wa wannan hanyar sadarwa a nan', 'Ku zaɓi wata hanyar sadarwa.'),
  amount_out_of_limits: say('Adadin ya wuce iyaka', 'Ku zaɓi wani adadi ko wata hanyar biya.'),
  constant_reference: say('Wannan manhaja tana amfani da lamba ɗaya ga kowane oda', tellApp),
  invalid_config: say('Ba a saita wannan manhaja daidai ba', tellApp),
  missing_context: say('Ba a saita wannan manhaja daidai ba', tellApp),
  unauthenticated: say(
    'Ku shiga don ci gaba',
    'Ku shiga wannan manhaja da walat ɗin da kuke sayarwa daga cikinsa.',
  ),
  forbidden: say(
    'Ba a yarda wannan asusu ya yi haka ba',
    'Ku shiga da walat ɗin da kuke sayarwa daga cikinsa.',
  ),
  identity_unverified: say(
    'Ba a tabbatar da shaidarku ba tukuna',
    'Idan kun riga kun yi tabbatarwar, wani yana dubawa: ku dawo daga baya. Yana iya ɗaukar kwana ɗaya.',
  ),
  identity_rejected: say(
    'Ba a karɓi tabbatar da shaidarku ba',
    'Wannan mai ba da sabis yana biyan mutanen da aka tabbatar kawai. Ku tambayi masu tallafinsa, ko ku zaɓi wani.',
  ),
  not_found: say(
    'Ba a sami wannan oda ba',
    'Yana iya zama na wani asusu. Ku shiga da asusun da ya ƙirƙira shi.',
  ),
  method_not_allowed: say('Ba a saita wannan manhaja daidai ba', tellApp),
  conflict: say('Wani ya riga', 'Ku sake dubawa don ganin inda oda yake yanzu.'),
  payload_too_large: say('Wannan ya yi yawa a lokaci guda', tellApp),
  unsupported_media_type: say('Ba a saita wannan manhaja daidai ba', tellApp),
  rate_limited: say('Buƙatun sun yi yawa', 'Ku jira daƙiƙoƙi kaɗan, sannan ku sake gwadawa.'),
  client_ip_unknown: say(
    'Ba a iya gane haɗin intanet ɗinku ba',
    'Ku kashe proxy ko VPN, sannan ku sake gwadawa.',
  ),
  webhook_rejected: say('Wani saƙo ba na gaskiya ba ne', 'An yi watsi da shi. Babu abin da ya canza.'),
  provider_unavailable: say('Ba a samun mai ba da sabis a yanzu', again),
  provider_rejected: say('Mai ba da sabis ya ƙi wannan sayarwa', 'Ku duba adadi, ƙasa da hanyar biya.'),
  provider_unreadable: say('Mai ba da sabis ya ba da amsar da ba mu fahimta ba', again),
  unsupported_operation: say('Ba zai yiwu a nan ba', 'Ku zaɓi wata hanya.'),
  backend_unreachable: say(
    'Sabar wannan manhaja ba ta amsawa',
    'Ku duba haɗin intanet ɗinku. Odarku tana lafiya.',
  ),
  backend_unreadable: say(
    'Sabar wannan manhaja ta ba da amsar da ba mu fahimta ba',
    'Ba a yi komai da ita ba.',
  ),
  version_mismatch: say('Wannan shafi ya tsufa', 'Ku sake loda shi. Odarku tana lafiya.'),
  internal: say('An sami matsala', 'Ku sake loda shafin: zai nuna muku inda odarku take.'),
  store_failed: say('Sabar wannan manhaja ta kasa adana hakan', again),
  no_instruction: say('Mai ba da sabis bai faɗi inda za a aika ba tukuna', 'Ku kammala oda a tagarsa.'),
  several_instructions: say(
    'Mai ba da sabis yana nuna buɗaɗɗun oda fiye da ɗaya',
    'Ku soke duka a can sai ɗaya, ko ku fara sabo.',
  ),
  instruction_changed: say('Oda ta canza bayan kun duba ta', 'Ku sake duba ta da kyau.'),
  instruction_refused: say('Bin umarnin mai ba da sabis ba shi da aminci', 'Kada ku aika da hannu.'),
  order_expired: say('Lokacin biyan wannan oda ya ƙare', 'Ku fara sabon cire kuɗi.'),
  order_ended: say('Wannan oda ta ƙare', 'Ku fara sabon cire kuɗi don ƙara sayarwa.'),
  order_busy: say('Ana aiki a kan wannan oda', 'Ku ɗan jira, sannan ku sake gwadawa.'),
  attempt_active: say('An fara wannan aikawa a wani wuri', 'Ku ci gaba a can. Kada ku aika karo na biyu.'),
  paid_elsewhere: say(
    'Tsabar kuɗi sun riga sun isa wannan adireshi',
    'Idan kun biya daga shafin mai ba da sabis, ya isa haka: kada ku sake aikawa, ku jira a nan. Idan ba ku ba ne, ku tambayi mai ba da sabis.',
  ),
  attempt_unproven: say(
    'Wataƙila an riga an aika wani yunƙuri na baya',
    'Ku sake dubawa, kuma ku duba walat ɗinku. Kada ku aika da hannu.',
  ),
  ledger_unavailable: say(
    'Wannan burauza ba za ta iya adana bayanai ba',
    'Ku fita daga binciken sirri ko ku rage abin da aka adana, sannan ku sake lodawa.',
  ),
  lock_held: say('An buɗe wannan aikawa a wani shafin burauza', 'Ku ci gaba a wancan shafi, ko ku rufe shi.'),
  no_wallet: say('Babu walat da aka haɗa', 'Ku haɗa walat ɗin da kuke son sayarwa daga cikinsa.'),
  wrong_account: say('An zaɓi wani asusu dabam', 'Ku koma asusun da ya ƙirƙiri wannan oda.'),
  wrong_network: say('Walat ɗinku yana kan wata hanyar sadarwa', 'Ku canza hanyar sadarwarsa don ci gaba.'),
  contract_account: say(
    'Ba a tallafa wa asusun kwangila mai wayo ba tukuna',
    'Ku yi amfani da asusu na yau da kullum don sabon cire kuɗi.',
  ),
  insufficient_balance: say('Babu isasshe a wannan walat', 'Ku zaɓi ƙaramin adadi ko ku ƙara kuɗi tukuna.'),
  insufficient_gas: say(
    'Babu isasshe na kuɗin hanyar sadarwa',
    'Ku ƙara kaɗan na tsabar kuɗin hanyar sadarwar kanta, sannan ku sake gwadawa.',
  ),
  token_mismatch: say('Token ɗin ba wanda aka saita ba ne', tellApp),
  simulation_failed: say('Da aikawar ba za ta yi nasara ba', 'Wataƙila an toshe token ɗin ko asusunku.'),
  chain_unreadable: say('Ba a iya karanta blockchain ba', again),
  wallet_rejected: say('Kun ƙi a walat ɗinku', 'Ku sake gwadawa duk lokacin da kuke so.'),
  wallet_silent: say('Walat ɗinku ba ya amsawa', 'Ku buɗe shi ku cire makulli, sannan ku sake dubawa.'),
  arm_lapsed: say('Binciken ya tsufa', 'Ku sake dubawa sau ɗaya.'),
}
