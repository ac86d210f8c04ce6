import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `${asset} yako iko kwenye akaunti yako ya ${provider}`,
      'Haikuuzwa wala kurudishwa kwenye pochi yako. Unaweza kuiuza au kuitoa huko.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider} haikuuza ${asset} yako`,
      `${provider} inairudisha kwenye pochi ilikotoka. Usiitume tena.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider} haikuuza ${asset} yako`,
      `${provider} inaishikilia. Uliza huduma yake kwa wateja, na uhifadhi namba ya agizo iliyo hapa chini.`,
    ),
}

const meddled = 'Huenda kuna kitu kinabadilisha kinachotumwa na pochi hii: usiitumie hadi ujue ni nini.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Pochi yako ilitumia ${seen.network}, si ${network}`,
      `Iliombwa kutuma ${amount} kwenye ${network}. Huenda ${provider} isione kilicho kwenye ${seen.network}.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Pochi yako ilituma kwenye anwani nyingine',
      `${amount} ilipaswa kwenda kwenye anwani ya ${provider}. ${seen.amount ?? 'Kitu kingine'} kilikwenda ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Pochi yako ilituma mali nyingine',
      `${provider} inasubiri ${amount}, na imetumiwa ${seen.amount ?? 'mali ambayo huenda haiijui'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Pochi yako ilituma kiasi kingine',
      `${provider} inasubiri ${amount}, na imetumiwa ${seen.amount ?? 'kiasi kingine'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Akaunti nyingine ilituma',
      `${amount} ilitoka ${seen.from}. Huenda ${provider} isijue kuwa akaunti hiyo ni yako.`,
    ),
  data: ({ amount }) =>
    say(
      'Pochi yako ilituma muamala mwingine',
      `Iliombwa kutuma ${amount}, ikafanya kitu kingine. ${meddled}`,
    ),
}

export const swStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Kila kitu kiko tayari',
      `Unathibitisha mauzo na ${provider}, unakagua utumaji hapa, na unasaini mara moja kwenye pochi yako.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Sasa maswali machache',
          `${provider} inahitaji kujua pa kukulipa. Jaza kilichobaki; hakuna kinachotumwa kwa kufanya hivyo.`,
        )
      : say(
          'Agizo lako limeandaliwa',
          `Endelea na ${provider} ili kuthibitisha mauzo. Hakuna kinachotumwa kwa kufanya hivyo.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Thibitisha mauzo na ${provider}`,
      'Maliza katika dirisha lake, kisha urudi. Ukurasa huu unaendelea wenyewe.',
    ),
  awaiting_order: ({ provider }) =>
    say(`Tunasubiri ${provider}`, 'Inaamua pa kutuma. Kwa kawaida huchukua sekunde chache.'),
  order_ready: ({ amount }) =>
    say(
      'Kagua utumaji',
      `Kagua kila mstari. ${amount} itatoka kwenye pochi yako pale tu utakapotuma na kusaini.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Tuma kwa mkono',
      `Tuma kiasi kamili kilicho hapa chini kwenye ${network} kutoka pochi yako mwenyewe. Mtoa huduma ataujulisha ukurasa huu kikifika.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Umesema umetuma',
      `Tunasubiri ${provider} iione kwenye ${network}. Usitume tena. Unaweza kufunga ukurasa huu.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Agizo hili limekwisha',
      `Kwa mujibu wa ${provider}, hakuna kilichofika kwa wakati. Usitume chochote zaidi kwenye anwani yake. Ikiwa umetuma ${amount}, uliza huduma kwa wateja ya ${provider} na uwape namba ya agizo iliyo hapa chini.`,
    ),
  armed: () =>
    say(
      'Tayari kutuma',
      'Kila kitu kimekaguliwa sasa hivi. Ikiwa hiki si kichupo ulichokagulia, endelea kwenye kile.',
    ),
  prompting: () =>
    say(
      'Thibitisha kwenye pochi yako',
      'Tumeiomba pochi yako mara moja. Kagua kiasi na anwani huko kabla ya kusaini.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Kivinjari hiki hakiwezi kujua kama ilitumwa',
          'Kwa tunavyoona, bado hakuna kilichofika. Usitume kwa mkono: tazama kwanza kwenye pochi yako.',
        )
      : say(
          'Tuliiomba pochi yako na hatukupata jibu wazi',
          'Kwa tunavyoweza kuona, bado hakuna kilichofika. Tunaendelea kutafuta kwenye mnyororo wa bloku. Usitume kwa mkono: kagua kwanza pochi yako.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'Iko njiani',
      `Pochi yako imetuma ${amount}. Tunasubiri ${network} iijumuishe. Ikichukua muda mrefu, tazama kwenye pochi yako: huenda inasubiri ada ya juu zaidi. Usitume kwa mkono.`,
    ),
  included: ({ network }) =>
    say(
      `Imejumuishwa kwenye ${network}`,
      'Uhamisho uko ndani ya bloku. Bloku chache zaidi zitaufanya wa mwisho.',
    ),
  final_onchain: ({ provider }) =>
    say('Ya mwisho kwenye mnyororo wa bloku', `Utumaji umefika kikamilifu. Tunasubiri ${provider} iuone.`),
  provider_received: ({ provider, asset }) =>
    say(`${provider} imepokea ${asset} yako`, 'Inaiuza na kuandaa malipo yako. Unaweza kufunga ukurasa huu.'),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'Imelipwa' : `${payout} imelipwa`,
      `${provider} inasema malipo yamefanyika. Huenda ikachukua muda kidogo hadi uyaone.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'Mtandao ulikataa uhamisho',
      'Ulishindwa kwenye mnyororo wa bloku, hivyo hakuna kilichotumika isipokuwa ada ya mtandao. Kagua na utume tena.',
    ),
  attested: () =>
    say(
      'Unaweza kujaribu mara moja zaidi',
      'Pochi yako itapata ombi moja zaidi, linalochukua nafasi ya la kwanza: mtandao hukubali moja tu kati ya hayo mawili, hata la kwanza likiidhinishwa baadaye. Kataa la kwanza ikiwa bado liko wazi huko.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} imemaliza agizo hili`,
      `${reason === null ? '' : `Sababu iliyotolewa: “${reason}”. `}Hakuna kilichotumwa kutoka pochi yako. Unaweza kuanza upya.`,
    ),
  cancelled_unsent: () => say('Limeghairiwa', 'Agizo hili lilighairiwa kabla ya chochote kutumwa.'),
  expired_unsent: () =>
    say(
      'Muda umeisha',
      'Muda wa agizo hili uliisha kabla ya chochote kutumwa. Fedha zako bado ziko kwenye pochi yako.',
    ),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'Muda umeisha, na kivinjari hiki hakiwezi kujua kama ilitumwa',
          `Tazama kwenye pochi yako kabla ya kufanya jambo lingine lolote. Ombi lililo wazi huko bado lingetuma kwenye agizo ambalo ${provider} imelifunga: likatae.`,
        )
      : say(
          'Muda umeisha, na ombi moja bado liko wazi',
          `Pochi yako iliombwa na haikujibu. Kataa ombi hilo ikiwa bado liko huko: kuliidhinisha sasa kungetuma kwenye agizo ambalo ${provider} imelifunga, hata kama umeanza utoaji mpya wa pesa.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Agizo hili linahitaji mtu',
        `Taarifa za ${facts.provider} hazilingani, na hatubahatishi kamwe na pesa zako. Usitume chochote. Uliza huduma kwa wateja na uwape namba ya agizo iliyo hapa chini.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} Usitume tena. Uliza huduma kwa wateja ya ${facts.provider}, na uwape muamala na namba ya agizo vilivyo hapa chini.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${provider} inashikilia ${asset} yako. Omba huduma yake kwa wateja iirudishe au ikulipe kwenye akaunti iliyo kwa jina lako mwenyewe, na uwape namba zilizo hapa chini.`,
  to_sender: ({ asset, provider }) =>
    `${provider} inarudisha ${asset} yako kwenye pochi ilikotoka. Isipofika, uliza huduma yake kwa wateja na uwape namba zilizo hapa chini.`,
  to_provider_balance: ({ asset, provider }) =>
    `${asset} yako iko kwenye akaunti yako ya ${provider}. Unaweza kuiuza tena au kuitoa huko.`,
}
const notYours = 'Akaunti ya benki haikuweza kuthibitishwa kuwa yako'

export const swReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `${provider} haina uhakika kuwa iko kwa jina lako mwenyewe, na imemaliza agizo hili. Hakuna kilichotumwa kutoka pochi yako. Anza upya kwa akaunti iliyo kwa jina lako mwenyewe.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `${provider} haina uhakika kuwa iko kwa jina lako mwenyewe, na imemaliza agizo hili. Usitume chochote zaidi kwenye anwani yake. Ikiwa umetuma ${amount}, uliza huduma kwa wateja ya ${provider} na uwape namba ya agizo iliyo hapa chini. Vinginevyo anza upya kwa akaunti iliyo kwa jina lako mwenyewe.`,
      ),
    credited: (facts) =>
      say(
        `${facts.asset} yako imefika, lakini akaunti ya benki haikuweza kuthibitishwa kuwa yako`,
        `${facts.provider} haina uhakika kuwa iko kwa jina lako mwenyewe, hivyo hakuna kilicholipwa. ${coins[facts.refunds](facts)} Usitume tena kwa agizo hili.`,
      ),
  },
}
