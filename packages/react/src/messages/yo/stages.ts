import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `${asset} yín wà nínú àkáǹtì ${provider} yín`,
      'A kò tà á, a kò sì dá a padà sí àpamọ́wọ́ yín. Ẹ lè tà á tàbí yọ ọ́ níbẹ̀.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider} kò ta ${asset} yín`,
      `${provider} ń dá a padà sí àpamọ́wọ́ tó ti wá. Ẹ má ṣe tún un fi ránṣẹ́.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider} kò ta ${asset} yín`,
      `Ó wà lọ́wọ́ ${provider}. Ẹ béèrè lọ́wọ́ olùrànlọ́wọ́ rẹ̀, kí ẹ sì tọ́jú nọ́ńbà ọ́dà tó wà nísàlẹ̀.`,
    ),
}

const meddled =
  'Ó ṣeé ṣe kí nǹkan kan máa yí ohun tí àpamọ́wọ́ yìí ń fi ránṣẹ́ padà: ẹ má ṣe lò ó títí ẹ ó fi mọ ohun tó jẹ́.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Àpamọ́wọ́ yín lo ${seen.network}, kì í ṣe ${network}`,
      `A ní kó fi ${amount} ránṣẹ́ lórí ${network}. ${provider} lè má rí ohun tó wà lórí ${seen.network}.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Àpamọ́wọ́ yín fi ránṣẹ́ sí àdírẹ́sì mìíràn',
      `${amount} ló yẹ kó lọ sí àdírẹ́sì ${provider}. ${seen.amount ?? 'Nǹkan mìíràn'} ló lọ sí ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Àpamọ́wọ́ yín fi ohun ìní mìíràn ránṣẹ́',
      `${provider} ń retí ${amount}, ohun tí a fi ránṣẹ́ sí i ni ${seen.amount ?? 'ohun ìní tí ó lè má mọ̀'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Àpamọ́wọ́ yín fi iye mìíràn ránṣẹ́',
      `${provider} ń retí ${amount}, ohun tí a fi ránṣẹ́ sí i ni ${seen.amount ?? 'iye mìíràn'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Àkáǹtì mìíràn ló fi owó náà ránṣẹ́',
      `${amount} wá láti ${seen.from}. ${provider} lè má mọ̀ pé tiyín ni àkáǹtì yẹn.`,
    ),
  data: ({ amount }) =>
    say('Àpamọ́wọ́ yín ṣe ìdúnàádúrà mìíràn', `A ní kó fi ${amount} ránṣẹ́, ó sì ṣe nǹkan mìíràn. ${meddled}`),
}

export const yoStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Ohun gbogbo ti ṣetán',
      `Ẹ ó fìdí títà múlẹ̀ pẹ̀lú ${provider}, ẹ ó yẹ ìfowóránṣẹ́ wò níbí, ẹ ó sì fọwọ́ sí i lẹ́ẹ̀kan nínú àpamọ́wọ́ yín.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Ìbéèrè díẹ̀ ló kàn',
          `${provider} nílò láti mọ ibi tí yóò san owó yín sí. Ẹ parí ohun tó kù; èyí kò fi ohunkóhun ránṣẹ́.`,
        )
      : say(
          'A ti ṣètò ọ́dà yín',
          `Ẹ tẹ̀síwájú pẹ̀lú ${provider} láti fìdí títà múlẹ̀. Èyí kò fi ohunkóhun ránṣẹ́.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Ẹ fìdí títà múlẹ̀ pẹ̀lú ${provider}`,
      'Ẹ parí nínú fèrèsé rẹ̀, kí ẹ padà wá. Ojú ìwé yìí ń tẹ̀lé e fúnra rẹ̀.',
    ),
  awaiting_order: ({ provider }) =>
    say(
      `A ń dúró de ${provider}`,
      'Ó ń pinnu ibi tí ẹ máa fi owó ránṣẹ́ sí. Ìṣẹ́jú àáyá díẹ̀ ló sábà máa ń gbà.',
    ),
  order_ready: ({ amount }) =>
    say(
      'Ẹ yẹ ìfowóránṣẹ́ wò',
      `Ẹ yẹ ìlà kọ̀ọ̀kan wò. ${amount} kò ní kúrò nínú àpamọ́wọ́ yín àfi tí ẹ bá fi ránṣẹ́ tí ẹ sì fọwọ́ sí i.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Ẹ fi ọwọ́ fi owó ránṣẹ́',
      `Ẹ fi iye tó wà nísàlẹ̀ gẹ́lẹ́ ránṣẹ́ lórí ${network} láti inú àpamọ́wọ́ tiyín. Olùpèsè yóò sọ fún ojú ìwé yìí nígbà tó bá dé.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Ẹ sọ pé ẹ ti fi ránṣẹ́',
      `A ń dúró kí ${provider} rí i lórí ${network}. Ẹ má ṣe tún un fi ránṣẹ́. Ẹ lè pa ojú ìwé yìí dé.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Ọ́dà yìí ti parí',
      `Gẹ́gẹ́ bí ${provider} ṣe sọ, kò sí ohun tó dé ní àkókò. Ẹ má ṣe fi ohunkóhun ránṣẹ́ mọ́ sí àdírẹ́sì rẹ̀. Tí ẹ bá ti fi ${amount} ránṣẹ́, ẹ béèrè lọ́wọ́ olùrànlọ́wọ́ ${provider}, kí ẹ sì fún wọn ní nọ́ńbà ọ́dà tó wà nísàlẹ̀.`,
    ),
  armed: () =>
    say(
      'Ó ti ṣetán láti fi ránṣẹ́',
      'A ṣẹ̀ṣẹ̀ yẹ ohun gbogbo wò. Tí kì í bá ṣe táàbù yìí lẹ ti yẹ̀ ẹ́ wò, ẹ tẹ̀síwájú ní ọ̀hún.',
    ),
  prompting: () =>
    say(
      'Ẹ fìdí rẹ̀ múlẹ̀ nínú àpamọ́wọ́ yín',
      'A ti béèrè lọ́wọ́ àpamọ́wọ́ yín lẹ́ẹ̀kan. Ẹ yẹ iye àti àdírẹ́sì wò níbẹ̀ kí ẹ tó fọwọ́ sí i.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Bíráúsà yìí kò lè mọ̀ bóyá a ti fi ránṣẹ́',
          'Níwọ̀n bí a ti rí i, kò tíì sí ohun tó dé. Ẹ má ṣe fi ọwọ́ fi ránṣẹ́: ẹ kọ́kọ́ wo àpamọ́wọ́ yín.',
        )
      : say(
          'A béèrè lọ́wọ́ àpamọ́wọ́ yín, a kò rí ìdáhùn tó yé',
          'Níwọ̀n bí a ti lè rí i, kò tíì sí ohun tó dé. A ṣì ń wá a lórí blockchain. Ẹ má ṣe fi ọwọ́ fi ránṣẹ́: ẹ kọ́kọ́ yẹ àpamọ́wọ́ yín wò.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'Ó wà lójú ọ̀nà',
      `Àpamọ́wọ́ yín ti fi ${amount} ránṣẹ́. A ń dúró kí ${network} gbà á wọlé. Tó bá pẹ́, ẹ wo àpamọ́wọ́ yín: ó lè máa dúró de owó iṣẹ́ tó ga jù. Ẹ má ṣe fi ọwọ́ fi ránṣẹ́.`,
    ),
  included: ({ network }) =>
    say(
      `Ó ti wọlé lórí ${network}`,
      'Ìfiránṣẹ́ náà wà nínú bulọ́ọ̀kù kan. Bulọ́ọ̀kù díẹ̀ sí i yóò mú un dájú pátápátá.',
    ),
  final_onchain: ({ provider }) =>
    say('Ó ti dájú lórí blockchain', `Owó tí ẹ fi ránṣẹ́ ti dé pátápátá. A ń dúró kí ${provider} rí i.`),
  provider_received: ({ provider, asset }) =>
    say(`${provider} ti gba ${asset} yín`, 'Ó ń tà á, ó sì ń ṣètò owó yín. Ẹ lè pa ojú ìwé yìí dé.'),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'A ti san án' : `A ti san ${payout}`,
      `${provider} sọ pé a ti san owó náà tán. Ó lè gba àkókò díẹ̀ kí ẹ tó rí i.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'Nẹ́tíwọ́ọ̀kì kọ ìfiránṣẹ́ náà',
      'Kò yọrí lórí blockchain, nítorí náà kò sí ohun tí a ná ju owó iṣẹ́ nẹ́tíwọ́ọ̀kì lọ. Ẹ yẹ̀ ẹ́ wò, kí ẹ tún fi ránṣẹ́.',
    ),
  attested: () =>
    say(
      'Ẹ lè gbìyànjú lẹ́ẹ̀kan sí i',
      'Àpamọ́wọ́ yín yóò gba ìbéèrè kan sí i, tó rọ́pò ti àkọ́kọ́: ọ̀kan ṣoṣo nínú méjèèjì ni nẹ́tíwọ́ọ̀kì máa gbà, bí ẹ bá tilẹ̀ gba ti àkọ́kọ́ wọlé lẹ́yìn náà. Ẹ kọ ti àkọ́kọ́ tó bá ṣì ṣí sílẹ̀ níbẹ̀.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} ti fòpin sí ọ́dà yìí`,
      `${reason === null ? '' : `Ìdí tó sọ: “${reason}”. `}A kò fi ohunkóhun ránṣẹ́ láti inú àpamọ́wọ́ yín. Ẹ lè tún bẹ̀rẹ̀.`,
    ),
  cancelled_unsent: () => say('A ti fagi lé e', 'A fagi lé ọ́dà yìí kí a tó fi ohunkóhun ránṣẹ́.'),
  expired_unsent: () =>
    say('Àkókò ti tán', 'Àkókò ọ́dà yìí tán kí a tó fi ohunkóhun ránṣẹ́. Owó yín ṣì wà nínú àpamọ́wọ́ yín.'),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'Àkókò ti tán, bíráúsà yìí kò sì lè mọ̀ bóyá a ti fi ránṣẹ́',
          `Ẹ wo àpamọ́wọ́ yín kí ẹ tó ṣe ohun mìíràn. Ìbéèrè tó bá ṣì ṣí sílẹ̀ níbẹ̀ yóò fi owó ránṣẹ́ sí ọ́dà tí ${provider} ti tì: ẹ kọ̀ ọ́.`,
        )
      : say(
          'Àkókò ti tán, ìbéèrè kan sì ṣì ṣí sílẹ̀',
          `A béèrè lọ́wọ́ àpamọ́wọ́ yín, kò sì dáhùn. Ẹ kọ ìbéèrè yẹn tó bá ṣì wà níbẹ̀: tí ẹ bá gbà á báyìí, yóò fi owó ránṣẹ́ sí ọ́dà tí ${provider} ti tì, bí ẹ bá tilẹ̀ ti bẹ̀rẹ̀ owó yíyọ tuntun.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Ọ́dà yìí nílò ènìyàn',
        `Ohun tí ${facts.provider} sọ kò bára mu, a kì í sì í méfò pẹ̀lú owó yín. Ẹ má ṣe fi ohunkóhun ránṣẹ́. Ẹ béèrè lọ́wọ́ olùrànlọ́wọ́, kí ẹ sì fún wọn ní nọ́ńbà ọ́dà tó wà nísàlẹ̀.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} Ẹ má ṣe tún fi ránṣẹ́. Ẹ béèrè lọ́wọ́ olùrànlọ́wọ́ ${facts.provider}, kí ẹ sì fún wọn ní ìdúnàádúrà àti nọ́ńbà ọ́dà tó wà nísàlẹ̀.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${asset} yín wà lọ́wọ́ ${provider}. Ẹ ní kí olùrànlọ́wọ́ rẹ̀ dá a padà tàbí kó san án sí àkáǹtì tó ní orúkọ yín, kí ẹ sì fún wọn ní àwọn nọ́ńbà tó wà nísàlẹ̀.`,
  to_sender: ({ asset, provider }) =>
    `${provider} ń dá ${asset} yín padà sí àpamọ́wọ́ tó ti wá. Tí kò bá dé, ẹ béèrè lọ́wọ́ olùrànlọ́wọ́ rẹ̀, kí ẹ sì fún wọn ní àwọn nọ́ńbà tó wà nísàlẹ̀.`,
  to_provider_balance: ({ asset, provider }) =>
    `${asset} yín wà nínú àkáǹtì ${provider} yín. Ẹ lè tún un tà tàbí yọ ọ́ níbẹ̀.`,
}
const notYours = 'A kò lè fìdí rẹ̀ múlẹ̀ pé tiyín ni àkáǹtì báńkì náà'

export const yoReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `Kò dá ${provider} lójú pé orúkọ yín ló ní in, ó sì fòpin sí ọ́dà yìí. A kò fi ohunkóhun ránṣẹ́ láti inú àpamọ́wọ́ yín. Ẹ tún bẹ̀rẹ̀ pẹ̀lú àkáǹtì tó ní orúkọ yín.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `Kò dá ${provider} lójú pé orúkọ yín ló ní in, ó sì fòpin sí ọ́dà yìí. Ẹ má ṣe fi ohunkóhun ránṣẹ́ mọ́ sí àdírẹ́sì rẹ̀. Tí ẹ bá ti fi ${amount} ránṣẹ́, ẹ béèrè lọ́wọ́ olùrànlọ́wọ́ ${provider}, kí ẹ sì fún wọn ní nọ́ńbà ọ́dà tó wà nísàlẹ̀. Bí bẹ́ẹ̀ kọ́, ẹ tún bẹ̀rẹ̀ pẹ̀lú àkáǹtì tó ní orúkọ yín.`,
      ),
    credited: (facts) =>
      say(
        `${facts.asset} yín ti dé, ṣùgbọ́n a kò lè fìdí rẹ̀ múlẹ̀ pé tiyín ni àkáǹtì báńkì náà`,
        `Kò dá ${facts.provider} lójú pé orúkọ yín ló ní in, nítorí náà a kò san ohunkóhun. ${coins[facts.refunds](facts)} Ẹ má ṣe tún fi ránṣẹ́ fún ọ́dà yìí.`,
      ),
  },
}
