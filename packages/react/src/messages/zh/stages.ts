import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `您的 ${asset} 在您的 ${provider} 账户中`,
      '它没有被出售，也没有退回您的钱包。您可以在那里出售或提取。',
    ),
  to_sender: ({ asset, provider }) =>
    say(`${provider} 没有出售您的 ${asset}`, `${provider} 会将其退回转出的钱包。请勿再次发送。`),
  none: ({ asset, provider }) =>
    say(`${provider} 没有出售您的 ${asset}`, `资产在 ${provider} 手中。请联系其客服，并保存下方的订单号。`),
}

const meddled = '可能有什么在更改此钱包发送的内容：在弄清楚之前请勿使用它。'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `您的钱包使用了 ${seen.network}，而不是 ${network}`,
      `应在 ${network} 上发送 ${amount}。${provider} 可能看不到 ${seen.network} 上的资产。`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      '您的钱包发送到了另一个地址',
      `${amount} 应发送到 ${provider} 的地址。实际有 ${seen.amount ?? '其他内容'} 发送到了 ${seen.to}。${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      '您的钱包发送了另一种资产',
      `${provider} 等待的是 ${amount}，收到的是 ${seen.amount ?? '它可能不认识的资产'}。`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      '您的钱包发送了另一个金额',
      `${provider} 等待的是 ${amount}，收到的是 ${seen.amount ?? '另一个金额'}。`,
    ),
  sender: ({ amount, provider }, seen) =>
    say('转账来自另一个账户', `${amount} 来自 ${seen.from}。${provider} 可能不知道该账户属于您。`),
  data: ({ amount }) => say('您的钱包发送了另一笔交易', `应发送 ${amount}，但钱包做了别的操作。${meddled}`),
}

export const zhStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say('随时可以开始', `您在 ${provider} 确认出售，在这里核对转账，并在钱包中签名一次。`),
  preparing: ({ asks, provider }) =>
    asks
      ? say('接下来有几个问题', `${provider} 需要知道付款给您的账户。请填写尚缺的内容；这不会发送任何资产。`)
      : say('您的订单已准备好', `请前往 ${provider} 确认出售。这不会发送任何资产。`),
  at_provider: ({ provider }) =>
    say(`请在 ${provider} 确认出售`, '请在其窗口中完成，然后回来。此页面会自动更新。'),
  awaiting_order: ({ provider }) => say(`正在等待 ${provider}`, '正在确定转账的发送地址，通常需要几秒钟。'),
  order_ready: ({ amount }) =>
    say('核对转账', `请核对每一行。只有在您发送并签名之后，${amount} 才会离开您的钱包。`),
  by_hand: ({ network }) =>
    say('手动发送转账', `请用您自己的钱包在 ${network} 上准确发送下方的金额。到账后服务商会通知此页面。`),
  declared: ({ provider, network }) =>
    say('您表示已经发送', `正在等待 ${provider} 在 ${network} 上看到它。请勿再次发送。您可以关闭此页面。`),
  ended_by_hand: ({ provider, amount }) =>
    say(
      '此订单已结束',
      `据 ${provider} 所示，没有资产按时到账。请勿再向其地址发送任何资产。如果您已发送 ${amount}，请联系 ${provider} 的客服，并提供下方的订单号。`,
    ),
  armed: () => say('可以发送', '刚刚已检查所有内容。如果您不是在此标签页核对的，请回到那个标签页继续。'),
  prompting: () => say('请在钱包中确认', '我们已向您的钱包发出一次请求。签名前请在钱包中核对金额和地址。'),
  outcome_unknown: ({ blind }) =>
    blind
      ? say('此浏览器无法判断是否已发送', '就目前所见，尚无资产到账。请勿手动发送：请先查看您的钱包。')
      : say(
          '我们向您的钱包发出了请求，但没有得到明确答复',
          '就我们所能看到的，尚无资产到账。我们会继续在区块链上查找。请勿手动发送：请先查看您的钱包。',
        ),
  broadcast: ({ network, amount }) =>
    say(
      '转账途中',
      `您的钱包已发送 ${amount}。正在等待 ${network} 将其打包。如果等待较久，请查看钱包：它可能需要更高的网络费。请勿手动发送。`,
    ),
  included: ({ network }) => say(`已被 ${network} 打包`, '转账已进入区块。再经过几个区块即为最终确认。'),
  final_onchain: ({ provider }) =>
    say('已在区块链上最终确认', `转账已最终到达。正在等待 ${provider} 看到它。`),
  provider_received: ({ provider, asset }) =>
    say(`${provider} 已收到您的 ${asset}`, '正在出售并准备向您付款。您可以关闭此页面。'),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? '已付款' : `已付款 ${payout}`,
      `${provider} 表示付款已完成。您可能需要稍等片刻才能看到。`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () => say('网络拒绝了这笔转账', '它在链上失败了，因此除网络费外没有任何花费。请核对后再次发送。'),
  attested: () =>
    say(
      '您可以再试一次',
      '您的钱包会再收到一个请求，它取代第一个请求：即使第一个之后仍被批准，网络也只接受两个中的一个。如果第一个请求仍在钱包中，请拒绝它。',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} 终止了此订单`,
      `${reason === null ? '' : `对方说明：“${reason}”。`}没有从您的钱包发送任何资产。您可以重新开始。`,
    ),
  cancelled_unsent: () => say('已取消', '此订单在发送任何资产之前已取消。'),
  expired_unsent: () => say('时间已到', '此订单在发送任何资产之前已过期。您的资产仍在您的钱包中。'),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          '时间已到，此浏览器无法判断是否已发送',
          `请先查看您的钱包，再做其他操作。如果那里仍有未处理的请求，它会发送到 ${provider} 已关闭的订单：请拒绝它。`,
        )
      : say(
          '时间已到，仍有一个请求未处理',
          `已向您的钱包发出请求，但没有得到答复。如果该请求仍在，请拒绝它：现在批准会发送到 ${provider} 已关闭的订单，即使您已开始新的提现也是如此。`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        '此订单需要人工处理',
        `${facts.provider} 提供的信息前后不符，我们绝不会拿您的钱去猜测。请勿发送任何资产。请联系客服，并提供下方的订单号。`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(title, `${body}请勿再次发送。请联系 ${facts.provider} 的客服，并提供下方的交易和订单号。`)
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `您的 ${asset} 在 ${provider} 手中。请要求其客服退回，或付款到您本人名下的账户，并提供下方的号码。`,
  to_sender: ({ asset, provider }) =>
    `${provider} 会将您的 ${asset} 退回转出的钱包。如果没有到账，请联系其客服，并提供下方的号码。`,
  to_provider_balance: ({ asset, provider }) =>
    `您的 ${asset} 在您的 ${provider} 账户中。您可以在那里再次出售或提取。`,
}
const notYours = '无法验证该银行账户属于您'

export const zhReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `${provider} 无法确认该账户在您本人名下，因此终止了此订单。没有从您的钱包发送任何资产。请用您本人名下的账户重新开始。`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `${provider} 无法确认该账户在您本人名下，因此终止了此订单。请勿再向其地址发送任何资产。如果您已发送 ${amount}，请联系 ${provider} 的客服，并提供下方的订单号。否则请用您本人名下的账户重新开始。`,
      ),
    credited: (facts) =>
      say(
        `您的 ${facts.asset} 已到账，但无法验证该银行账户属于您`,
        `${facts.provider} 无法确认该账户在您本人名下，因此没有付款。${coins[facts.refunds](facts)}请勿为此订单再次发送。`,
      ),
  },
}
