import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(`رصيدك من ${asset} في حسابك لدى ${provider}`, 'لم يُبَع ولم يُعَد إلى محفظتك. يمكنك بيعه أو سحبه هناك.'),
  to_sender: ({ asset, provider }) =>
    say(
      `لم يبع ${provider} رصيدك من ${asset}`,
      `يعيده ${provider} إلى المحفظة التي جاء منها. لا ترسله مرة أخرى.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `لم يبع ${provider} رصيدك من ${asset}`,
      `الرصيد لدى ${provider}. اسأل فريق دعمه، واحتفظ برقم الطلب أدناه.`,
    ),
}

const meddled = 'ربما يغيّر شيء ما ما ترسله هذه المحفظة: لا تستخدمها حتى تعرف ما هو.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `استخدمت محفظتك ${seen.network} وليس ${network}`,
      `طُلب منها إرسال ${amount} على ${network}. قد لا يرى ${provider} ما هو على ${seen.network}.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'أرسلت محفظتك إلى عنوان آخر',
      `كان يجب أن يذهب ${amount} إلى عنوان ${provider}. وذهب ${seen.amount ?? 'شيء آخر'} إلى ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say('أرسلت محفظتك أصلًا آخر', `ينتظر ${provider} ${amount}، ووصله ${seen.amount ?? 'أصل قد لا يعرفه'}.`),
  amount: ({ amount, provider }, seen) =>
    say('أرسلت محفظتك مبلغًا آخر', `ينتظر ${provider} ${amount}، ووصله ${seen.amount ?? 'مبلغ آخر'}.`),
  sender: ({ amount, provider }, seen) =>
    say('أرسل الإيداعَ حسابٌ آخر', `جاء ${amount} من ${seen.from}. قد لا يعرف ${provider} أن هذا الحساب لك.`),
  data: ({ amount }) =>
    say('أرسلت محفظتك معاملة أخرى', `طُلب منها إرسال ${amount} ففعلت شيئًا آخر. ${meddled}`),
}

export const arStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say('كل شيء جاهز للبدء', `تؤكد البيع مع ${provider}، وتراجع الإيداع هنا، وتوقّع مرة واحدة في محفظتك.`),
  preparing: ({ asks, provider }) =>
    asks
      ? say('بعض الأسئلة الآن', `يحتاج ${provider} إلى معرفة أين يدفع لك. أكمل ما ينقص؛ لا يُرسَل شيء بذلك.`)
      : say('طلبك مُعَدّ', `تابع مع ${provider} لتأكيد البيع. لا يُرسَل شيء بذلك.`),
  at_provider: ({ provider }) =>
    say(`أكّد البيع مع ${provider}`, 'أكمل في نافذته ثم عد. هذه الصفحة تتابع من تلقاء نفسها.'),
  awaiting_order: ({ provider }) =>
    say(`في انتظار ${provider}`, 'يحدد إلى أين يُرسَل الإيداع. يستغرق ذلك عادةً بضع ثوانٍ.'),
  order_ready: ({ amount }) =>
    say('راجع الإيداع', `تحقّق من كل سطر. لا يغادر ${amount} محفظتك إلا عندما ترسل وتوقّع.`),
  by_hand: ({ network }) =>
    say(
      'أرسل الإيداع يدويًا',
      `أرسل المبلغ أدناه بالضبط على ${network} من محفظتك الخاصة. يُخبر المزوّد هذه الصفحة عند وصوله.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'قلتَ إنك أرسلته',
      `ننتظر أن يراه ${provider} على ${network}. لا ترسله مرة أخرى. يمكنك إغلاق هذه الصفحة.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'انتهى هذا الطلب',
      `حسب ما يقول ${provider} لم يصل شيء في الوقت المحدد. لا ترسل أي شيء آخر إلى عنوانه. إذا كنت قد أرسلت ${amount} فاسأل دعم ${provider} وأعطه رقم الطلب أدناه.`,
    ),
  armed: () =>
    say('جاهز للإرسال', 'تم فحص كل شيء للتو. إذا لم تكن هذه علامة التبويب التي راجعت فيها فتابع هناك.'),
  prompting: () =>
    say('أكّد في محفظتك', 'طلبنا من محفظتك مرة واحدة. تحقّق هناك من المبلغ والعنوان قبل التوقيع.'),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'لا يستطيع هذا المتصفح معرفة ما إذا تم الإرسال',
          'لم يصل شيء بعد على حد ما نرى. لا ترسل يدويًا: انظر أولًا في محفظتك.',
        )
      : say(
          'طلبنا من محفظتك ولم نحصل على رد واضح',
          'لم يصل شيء بعد على حد ما نستطيع أن نرى. نواصل البحث في سلسلة الكتل. لا ترسل يدويًا: تحقّق من محفظتك أولًا.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'في الطريق',
      `أرسلت محفظتك ${amount}. ننتظر أن تُدرجه ${network}. إذا طال الأمر فانظر في محفظتك: ربما تنتظر رسومًا أعلى. لا ترسل يدويًا.`,
    ),
  included: ({ network }) => say(`مُدرَج على ${network}`, 'التحويل في كتلة. بضع كتل أخرى تجعله نهائيًا.'),
  final_onchain: ({ provider }) =>
    say('نهائي على سلسلة الكتل', `وصل الإيداع بشكل نهائي. ننتظر أن يراه ${provider}.`),
  provider_received: ({ provider, asset }) =>
    say(`استلم ${provider} رصيدك من ${asset}`, 'يبيعه الآن ويُعِدّ دفعتك. يمكنك إغلاق هذه الصفحة.'),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'تم الدفع' : `تم دفع ${payout}`,
      `يقول ${provider} إن الدفع قد تم. قد تمرّ لحظات حتى تراه.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say('رفضت الشبكة التحويل', 'فشل على سلسلة الكتل، فلم يُنفَق شيء سوى رسوم الشبكة. راجع ثم أرسل مرة أخرى.'),
  attested: () =>
    say(
      'يمكنك المحاولة مرة واحدة أخرى',
      'تتلقى محفظتك طلبًا آخر يحل محل الأول: تقبل الشبكة واحدًا فقط من الاثنين، حتى لو تمت الموافقة على الأول لاحقًا. ارفض الأول إذا كان لا يزال مفتوحًا هناك.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `أنهى ${provider} هذا الطلب`,
      `${reason === null ? '' : `السبب كما ورد: «${reason}». `}لم يُرسَل شيء من محفظتك. يمكنك البدء من جديد.`,
    ),
  cancelled_unsent: () => say('أُلغي الطلب', 'أُلغي هذا الطلب قبل إرسال أي شيء.'),
  expired_unsent: () => say('انتهى الوقت', 'انتهت مدة هذا الطلب قبل إرسال أي شيء. أموالك لا تزال في محفظتك.'),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'انتهى الوقت، ولا يستطيع هذا المتصفح معرفة ما إذا تم الإرسال',
          `انظر في محفظتك قبل أن تفعل أي شيء آخر. أي طلب لا يزال مفتوحًا هناك سيرسل إلى طلب أغلقه ${provider}: ارفضه.`,
        )
      : say(
          'انتهى الوقت، ولا يزال هناك طلب مفتوح',
          `طُلب من محفظتك ولم تُجِب. ارفض ذلك الطلب إذا كان لا يزال هناك: الموافقة عليه الآن سترسل إلى طلب أغلقه ${provider}، حتى لو بدأت عملية سحب جديدة.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'هذا الطلب يحتاج إلى شخص',
        `ما يقوله ${facts.provider} غير متّسق، ونحن لا نخمّن أبدًا في أموالك. لا ترسل شيئًا. اسأل فريق الدعم وأعطه رقم الطلب أدناه.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(title, `${body} لا ترسل مرة أخرى. اسأل دعم ${facts.provider} وأعطه المعاملة ورقم الطلب أدناه.`)
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `رصيدك من ${asset} لدى ${provider}. اطلب من فريق دعمه إعادته أو دفعه إلى حساب باسمك، وأعطه الأرقام أدناه.`,
  to_sender: ({ asset, provider }) =>
    `يعيد ${provider} رصيدك من ${asset} إلى المحفظة التي جاء منها. إذا لم يصل فاسأل فريق دعمه وأعطه الأرقام أدناه.`,
  to_provider_balance: ({ asset, provider }) =>
    `رصيدك من ${asset} في حسابك لدى ${provider}. يمكنك بيعه مجددًا أو سحبه هناك.`,
}
const notYours = 'تعذّر التحقق من أن الحساب البنكي لك'

export const arReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `لم يثبت لدى ${provider} أنه باسمك، فأنهى هذا الطلب. لم يُرسَل شيء من محفظتك. ابدأ من جديد بحساب باسمك.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `لم يثبت لدى ${provider} أنه باسمك، فأنهى هذا الطلب. لا ترسل أي شيء آخر إلى عنوانه. إذا كنت قد أرسلت ${amount} فاسأل دعم ${provider} وأعطه رقم الطلب أدناه. وإلا فابدأ من جديد بحساب باسمك.`,
      ),
    credited: (facts) =>
      say(
        `وصل رصيدك من ${facts.asset}، لكن تعذّر التحقق من أن الحساب البنكي لك`,
        `لم يثبت لدى ${facts.provider} أنه باسمك، لذلك لم يُدفع شيء. ${coins[facts.refunds](facts)} لا ترسل مرة أخرى لهذا الطلب.`,
      ),
  },
}
