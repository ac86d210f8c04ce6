import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `${asset} ɗinku yana cikin asusunku na ${provider}`,
      'Ba a sayar da shi ba, kuma ba a mayar da shi walat ɗinku ba. Kuna iya sayar da shi ko cire shi a can.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider} ba ta sayar da ${asset} ɗinku ba`,
      `${provider} tana mayar da shi walat ɗin da ya fito. Kada ku sake aika shi.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider} ba ta sayar da ${asset} ɗinku ba`,
      `Yana hannun ${provider}. Ku tambayi masu tallafinta, kuma ku ajiye lambar oda da ke ƙasa.`,
    ),
}

const meddled =
  'Wataƙila wani abu yana canza abin da wannan walat yake aikawa: kada ku yi amfani da shi sai kun san menene.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Walat ɗinku ya yi amfani da ${seen.network}, ba ${network} ba`,
      `An nemi ya aika ${amount} a kan ${network}. Wataƙila ${provider} ba za ta ga abin da ke kan ${seen.network} ba.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Walat ɗinku ya aika zuwa wani adireshi dabam',
      `Ya kamata ${amount} su tafi adireshin ${provider}. Abin da ya tafi ${seen.to}: ${seen.amount ?? 'wani abu dabam'}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Walat ɗinku ya aika wata kadara dabam',
      `${provider} tana jiran ${amount}, amma an aika mata ${seen.amount ?? 'kadarar da wataƙila ba ta sani ba'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Walat ɗinku ya aika wani adadi dabam',
      `${provider} tana jiran ${amount}, amma an aika mata ${seen.amount ?? 'wani adadi dabam'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Wani asusu dabam ne ya aika',
      `${amount} sun fito daga ${seen.from}. Wataƙila ${provider} ba ta san cewa asusun naku ne ba.`,
    ),
  data: ({ amount }) =>
    say(
      'Walat ɗinku ya aika wata ma’amala dabam',
      `An nemi ya aika ${amount}, amma ya yi wani abu dabam. ${meddled}`,
    ),
}

export const haStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Komai ya shirya',
      `Za ku tabbatar da sayarwa tare da ${provider}, ku duba aikawar a nan, ku sa hannu sau ɗaya a walat ɗinku.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Yanzu wasu ’yan tambayoyi',
          `${provider} tana buƙatar sanin inda za a biya ku. Ku cika abin da ya rage; ba a aika komai da yin haka.`,
        )
      : say(
          'An shirya odarku',
          `Ku ci gaba da ${provider} don tabbatar da sayarwa. Ba a aika komai da yin haka.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Ku tabbatar da sayarwa tare da ${provider}`,
      'Ku kammala a tagarta, sannan ku dawo. Wannan shafi yana bin diddigi da kansa.',
    ),
  awaiting_order: ({ provider }) =>
    say(`Ana jiran ${provider}`, 'Ana tantance inda za a aika. Yawanci yana ɗaukar daƙiƙoƙi kaɗan.'),
  order_ready: ({ amount }) =>
    say(
      'Ku duba aikawar',
      `Ku duba kowane layi. ${amount} ba za su bar walat ɗinku ba sai kun aika kun sa hannu.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Ku aika da hannu',
      `Ku aika ainihin adadin da ke ƙasa a kan ${network} daga walat ɗinku. Mai ba da sabis zai sanar da wannan shafi idan ya isa.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Kun ce kun aika',
      `Ana jiran ${provider} ta gan shi a kan ${network}. Kada ku sake aikawa. Kuna iya rufe wannan shafi.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Wannan oda ta ƙare',
      `A cewar ${provider}, babu abin da ya isa a kan lokaci. Kada ku ƙara aika komai zuwa adireshinta. Idan kun aika ${amount}, ku tambayi masu tallafin ${provider}, ku ba su lambar oda da ke ƙasa.`,
    ),
  armed: () =>
    say(
      'A shirye don aikawa',
      'An duba komai yanzu-yanzu. Idan ba a wannan shafi kuka duba ba, ku ci gaba a wancan.',
    ),
  prompting: () =>
    say(
      'Ku tabbatar a walat ɗinku',
      'Mun nemi walat ɗinku sau ɗaya. Ku duba adadi da adireshi a can kafin ku sa hannu.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Wannan burauza ba ta san ko an aika ba',
          'A iya ganinmu, babu abin da ya isa tukuna. Kada ku aika da hannu: ku fara duba walat ɗinku.',
        )
      : say(
          'Mun nemi walat ɗinku, ba mu sami amsa bayyananna ba',
          'A iya abin da muke gani, babu abin da ya isa tukuna. Muna ci gaba da bincike a blockchain. Kada ku aika da hannu: ku fara duba walat ɗinku.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'Yana kan hanya',
      `Walat ɗinku ya aika ${amount}. Muna jiran ${network} ta shigar da shi. Idan ya daɗe, ku duba walat ɗinku: wataƙila yana jiran kuɗi mafi yawa. Kada ku aika da hannu.`,
    ),
  included: ({ network }) =>
    say(`An shigar a kan ${network}`, 'Aikawar tana cikin bulo. Bulo kaɗan kuma za su tabbatar da ita.'),
  final_onchain: ({ provider }) =>
    say('An tabbatar a blockchain', `Abin da kuka aika ya isa gaba ɗaya. Ana jiran ${provider} ta gan shi.`),
  provider_received: ({ provider, asset }) =>
    say(
      `${provider} ta karɓi ${asset} ɗinku`,
      'Tana sayar da shi tana shirya biyanku. Kuna iya rufe wannan shafi.',
    ),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'An biya' : `An biya ${payout}`,
      `${provider} ta ce an gama biya. Yana iya ɗaukar ɗan lokaci kafin ku gani.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'Hanyar sadarwa ta ƙi aikawar',
      'Ba ta yi nasara a blockchain ba, don haka babu abin da aka kashe sai kuɗin hanyar sadarwa. Ku duba ku sake aikawa.',
    ),
  attested: () =>
    say(
      'Kuna iya sake gwadawa sau ɗaya',
      'Walat ɗinku zai sami wata buƙata guda da za ta maye gurbin ta farko: hanyar sadarwa tana karɓar ɗaya kacal daga cikin biyun, ko da an amince da ta farko daga baya. Ku ƙi ta farko idan har yanzu tana buɗe a can.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} ta kawo ƙarshen wannan oda`,
      `${reason === null ? '' : `Dalilin da aka bayar: “${reason}”. `}Ba a aika komai daga walat ɗinku ba. Kuna iya fara sabo.`,
    ),
  cancelled_unsent: () => say('An soke', 'An soke wannan oda kafin a aika komai.'),
  expired_unsent: () =>
    say('Lokaci ya ƙare', 'Lokacin wannan oda ya ƙare kafin a aika komai. Kuɗinku suna nan a walat ɗinku.'),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'Lokaci ya ƙare, kuma wannan burauza ba ta san ko an aika ba',
          `Ku duba walat ɗinku kafin ku yi wani abu. Buƙatar da har yanzu take buɗe a can za ta aika zuwa odar da ${provider} ta rufe: ku ƙi ta.`,
        )
      : say(
          'Lokaci ya ƙare, kuma akwai buƙata guda da take buɗe',
          `An nemi walat ɗinku bai amsa ba. Ku ƙi wannan buƙata idan har yanzu tana can: amincewa da ita yanzu za ta aika zuwa odar da ${provider} ta rufe, ko da kun fara sabon cire kuɗi.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Wannan oda tana buƙatar mutum',
        `Bayanan ${facts.provider} ba su daidaita ba, kuma ba mu taɓa yin zato da kuɗinku. Kada ku aika komai. Ku tambayi masu tallafi, ku ba su lambar oda da ke ƙasa.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} Kada ku sake aikawa. Ku tambayi masu tallafin ${facts.provider}, ku ba su ma’amalar da lambar oda da ke ƙasa.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${asset} ɗinku yana hannun ${provider}. Ku nemi masu tallafinta su mayar da shi ko su biya shi cikin asusun da ke da sunanku, ku ba su lambobin da ke ƙasa.`,
  to_sender: ({ asset, provider }) =>
    `${provider} tana mayar da ${asset} ɗinku walat ɗin da ya fito. Idan bai isa ba, ku tambayi masu tallafinta, ku ba su lambobin da ke ƙasa.`,
  to_provider_balance: ({ asset, provider }) =>
    `${asset} ɗinku yana cikin asusunku na ${provider}. Kuna iya sake sayar da shi ko cire shi a can.`,
}
const notYours = 'Ba a iya tabbatar da cewa asusun banki naku ne ba'

export const haReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `${provider} ba ta da tabbacin cewa yana da sunanku, don haka ta kawo ƙarshen wannan oda. Ba a aika komai daga walat ɗinku ba. Ku fara sabo da asusun da ke da sunanku.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `${provider} ba ta da tabbacin cewa yana da sunanku, don haka ta kawo ƙarshen wannan oda. Kada ku ƙara aika komai zuwa adireshinta. Idan kun aika ${amount}, ku tambayi masu tallafin ${provider}, ku ba su lambar oda da ke ƙasa. In ba haka ba, ku fara sabo da asusun da ke da sunanku.`,
      ),
    credited: (facts) =>
      say(
        `${facts.asset} ɗinku ya isa, amma ba a iya tabbatar da cewa asusun banki naku ne ba`,
        `${facts.provider} ba ta da tabbacin cewa yana da sunanku, don haka ba a biya komai ba. ${coins[facts.refunds](facts)} Kada ku sake aikawa don wannan oda.`,
      ),
  },
}
