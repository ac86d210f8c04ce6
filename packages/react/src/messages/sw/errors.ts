import type { OfframpMessages } from '../messages.ts'
import { say } from '../say.ts'

const again = 'Jaribu tena baada ya muda mfupi.'
const tellApp = 'Tafadhali waarifu watengenezaji wa programu hii.'

export const swErrors: OfframpMessages['errors'] = {
  invalid_request: say('Mauzo haya hayawezi kuanzishwa', tellApp),
  invalid_amount: say('Kiasi hiki hakiwezi kuuzwa', 'Tumia tarakimu na nukta moja, kama 25.5.'),
  invalid_address: say('Anwani si sahihi', 'Usitume kwa mkono.'),
  unknown_asset: say('Mali hii haitumiki hapa', 'Chagua mali nyingine au mtandao mwingine.'),
  ambiguous_asset: say('Mali hii imewekwa mara mbili', tellApp),
  unsupported_network: say('Mtandao huu hautumiki hapa', 'Chagua mtandao mwingine.'),
  amount_out_of_limits: say('Kiasi kiko nje ya mipaka', 'Chagua kiasi kingine au njia nyingine ya malipo.'),
  constant_reference: say('Programu hii inatumia rejea moja kwa maagizo yote', tellApp),
  invalid_config: say('Programu hii haijawekwa vizuri', tellApp),
  missing_context: say('Programu hii haijawekwa vizuri', tellApp),
  unauthenticated: say('Ingia ili uendelee', 'Ingia kwenye programu hii kwa pochi unayouzia.'),
  forbidden: say('Akaunti hii hairuhusiwi kufanya hivyo', 'Ingia kwa pochi unayouzia.'),
  identity_unverified: say(
    'Utambulisho wako bado haujathibitishwa',
    'Ikiwa umefanya uthibitisho, kuna mtu anaukagua: rudi baadaye. Inaweza kuchukua siku moja.',
  ),
  identity_rejected: say(
    'Uthibitisho wa utambulisho wako haukukubaliwa',
    'Mtoa huduma huyu hulipa watu waliothibitishwa tu. Uliza huduma yake kwa wateja, au chagua mwingine.',
  ),
  not_found: say(
    'Agizo hili halikupatikana',
    'Huenda ni la akaunti nyingine. Ingia kwa akaunti iliyoliunda.',
  ),
  method_not_allowed: say('Programu hii haijawekwa vizuri', tellApp),
  conflict: say('Mwingine alitangulia', 'Angalia tena uone agizo liko wapi sasa.'),
  payload_too_large: say('Hii ilikuwa nyingi mno kwa mara moja', tellApp),
  unsupported_media_type: say('Programu hii haijawekwa vizuri', tellApp),
  rate_limited: say('Maombi ni mengi mno', 'Subiri sekunde chache, kisha ujaribu tena.'),
  client_ip_unknown: say('Muunganisho wako haukutambulika', 'Zima proksi au VPN, kisha ujaribu tena.'),
  webhook_rejected: say('Ujumbe mmoja haukuwa halisi', 'Ulipuuzwa. Hakuna kilichobadilika.'),
  provider_unavailable: say('Mtoa huduma hapatikani kwa sasa', again),
  provider_rejected: say('Mtoa huduma alikataa mauzo haya', 'Kagua kiasi, nchi na njia ya malipo.'),
  provider_unreadable: say('Mtoa huduma alitoa jibu ambalo hatulielewi', again),
  unsupported_operation: say('Hili haliwezekani hapa', 'Chagua njia nyingine.'),
  backend_unreachable: say('Seva ya programu hii haijibu', 'Kagua muunganisho wako. Agizo lako liko salama.'),
  backend_unreadable: say(
    'Seva ya programu hii ilitoa jibu ambalo hatulielewi',
    'Hakuna kilichofanywa nalo.',
  ),
  version_mismatch: say('Ukurasa huu umepitwa na wakati', 'Upakie upya. Agizo lako liko salama.'),
  internal: say('Hitilafu imetokea', 'Pakia ukurasa upya: utakuonyesha agizo lako liko wapi.'),
  store_failed: say('Seva ya programu hii haikuweza kuhifadhi hilo', again),
  no_instruction: say('Mtoa huduma bado hajasema pa kutuma', 'Maliza agizo katika dirisha lake.'),
  several_instructions: say(
    'Mtoa huduma anaonyesha zaidi ya agizo moja lililo wazi',
    'Ghairi yote huko isipokuwa moja, au anza upya.',
  ),
  instruction_changed: say('Agizo lilibadilika baada ya wewe kulikagua', 'Likague tena kwa makini.'),
  instruction_refused: say('Si salama kufuata maelekezo ya mtoa huduma', 'Usitume kwa mkono.'),
  order_expired: say('Muda wa kulipia agizo hili umeisha', 'Anza utoaji mpya wa pesa.'),
  order_ended: say('Agizo hili limekwisha', 'Anza utoaji mpya wa pesa ili kuuza zaidi.'),
  order_busy: say('Agizo hili linashughulikiwa', 'Subiri kidogo, kisha ujaribu tena.'),
  attempt_active: say('Utumaji huu ulianzishwa mahali pengine', 'Endelea huko. Usitume mara ya pili.'),
  paid_elsewhere: say(
    'Sarafu zimekwisha kufika kwenye anwani hii',
    'Ikiwa ulilipa kutoka ukurasa wa mtoa huduma, basi imetosha: usitume tena, subiri hapa. Ikiwa si wewe, muulize mtoa huduma.',
  ),
  attempt_unproven: say(
    'Huenda jaribio la awali lilitumwa',
    'Angalia tena, na utazame kwenye pochi yako. Usitume kwa mkono.',
  ),
  ledger_unavailable: say(
    'Kivinjari hiki hakiwezi kuweka kumbukumbu',
    'Toka kwenye kuvinjari kwa faragha au upunguze vilivyohifadhiwa, kisha upakie upya.',
  ),
  lock_held: say(
    'Utumaji huu umefunguliwa kwenye kichupo kingine',
    'Endelea kwenye kichupo hicho, au ukifunge.',
  ),
  no_wallet: say('Hakuna pochi iliyounganishwa', 'Unganisha pochi unayotaka kuuzia.'),
  wrong_account: say('Akaunti nyingine imechaguliwa', 'Badilisha uende kwenye akaunti iliyounda agizo hili.'),
  wrong_network: say('Pochi yako iko kwenye mtandao mwingine', 'Badilisha mtandao wake ili uendelee.'),
  contract_account: say(
    'Akaunti za mikataba erevu bado hazitumiki',
    'Tumia akaunti ya kawaida kwa utoaji mpya.',
  ),
  insufficient_balance: say(
    'Hakuna kiasi cha kutosha kwenye pochi hii',
    'Chagua kiasi kidogo zaidi au ongeza salio kwanza.',
  ),
  insufficient_gas: say(
    'Hakuna cha kutosha kwa ada ya mtandao',
    'Ongeza kidogo cha sarafu ya mtandao wenyewe, kisha ujaribu tena.',
  ),
  token_mismatch: say('Tokeni si ile iliyowekwa', tellApp),
  simulation_failed: say('Uhamisho ungeshindwa', 'Huenda tokeni au akaunti yako imezuiwa.'),
  chain_unreadable: say('Mnyororo wa bloku haukusomeka', again),
  wallet_rejected: say('Ulikataa kwenye pochi yako', 'Jaribu tena wakati wowote.'),
  wallet_silent: say('Pochi yako haijibu', 'Ifungue na uondoe kufuli, kisha uangalie tena.'),
  arm_lapsed: say('Ukaguzi umepitwa na muda', 'Kagua mara moja zaidi.'),
}
