import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `Seu ${asset} está na sua conta ${provider}`,
      'Ele não foi vendido nem devolvido à sua carteira. Você pode vendê-lo ou sacá-lo lá.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider} não vendeu seu ${asset}`,
      `${provider} devolve à carteira de onde veio. Não envie de novo.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider} não vendeu seu ${asset}`,
      `Ele está com ${provider}. Fale com o suporte e guarde o número da ordem abaixo.`,
    ),
}

const meddled = 'Algo pode estar alterando o que esta carteira envia: não a use até saber o que é.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Sua carteira usou ${seen.network}, não ${network}`,
      `O pedido era enviar ${amount} na rede ${network}. Talvez ${provider} não veja o que está na rede ${seen.network}.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Sua carteira enviou para outro endereço',
      `${amount} deviam ir para o endereço de ${provider}. ${seen.amount ?? 'Outra coisa'} foi para ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Sua carteira enviou outro ativo',
      `${provider} espera ${amount} e recebeu ${seen.amount ?? 'um ativo que talvez não conheça'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Sua carteira enviou outro valor',
      `${provider} espera ${amount} e recebeu ${seen.amount ?? 'outro valor'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Outra conta enviou o depósito',
      `${amount} vieram de ${seen.from}. Talvez ${provider} não reconheça essa conta como sua.`,
    ),
  data: ({ amount }) =>
    say(
      'Sua carteira enviou outra transação',
      `O pedido era enviar ${amount}, e ela fez outra coisa. ${meddled}`,
    ),
}

export const ptStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Tudo pronto para começar',
      `Você confirma a venda com ${provider}, confere o depósito aqui e assina uma vez na sua carteira.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Agora, algumas perguntas',
          `${provider} precisa saber onde pagar você. Preencha o que ainda falta; nada é enviado com isso.`,
        )
      : say(
          'Sua ordem está preparada',
          `Continue com ${provider} para confirmar a venda. Nada é enviado com isso.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Confirme a venda com ${provider}`,
      'Conclua na janela dele e depois volte. Esta página acompanha sozinha.',
    ),
  awaiting_order: ({ provider }) =>
    say(
      `Aguardando ${provider}`,
      'Está definindo para onde enviar o depósito. Costuma levar alguns segundos.',
    ),
  order_ready: ({ amount }) =>
    say(
      'Confira o depósito',
      `Verifique cada linha. ${amount} só saem da sua carteira quando você envia e assina.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Envie o depósito manualmente',
      `Envie exatamente o valor abaixo na rede ${network}, da sua própria carteira. O provedor avisa esta página quando chegar.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Você disse que enviou',
      `Aguardando ${provider} ver o depósito na rede ${network}. Não envie de novo. Você pode fechar esta página.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Esta ordem terminou',
      `Segundo ${provider}, nada chegou a tempo. Não envie mais nada ao endereço dele. Se você enviou ${amount}, fale com o suporte de ${provider} e informe o número da ordem abaixo.`,
    ),
  armed: () =>
    say(
      'Pronto para enviar',
      'Tudo foi verificado agora mesmo. Se esta não é a aba em que você conferiu, continue naquela.',
    ),
  prompting: () =>
    say(
      'Confirme na sua carteira',
      'Pedimos uma vez à sua carteira. Confira lá o valor e o endereço antes de assinar.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Este navegador não sabe se foi enviado',
          'Até onde vemos, ainda não chegou nada. Não envie manualmente: olhe antes na sua carteira.',
        )
      : say(
          'Pedimos à sua carteira e não houve resposta clara',
          'Até onde conseguimos ver, ainda não chegou nada. Continuamos procurando na blockchain. Não envie manualmente: verifique antes sua carteira.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'A caminho',
      `Sua carteira enviou ${amount}. Estamos esperando a rede ${network} incluir a transferência. Se demorar, olhe na sua carteira: ela pode estar esperando uma taxa maior. Não envie manualmente.`,
    ),
  included: ({ network }) =>
    say(
      `Incluída na rede ${network}`,
      'A transferência está em um bloco. Mais alguns blocos a tornam definitiva.',
    ),
  final_onchain: ({ provider }) =>
    say(
      'Definitivo na blockchain',
      `O depósito chegou de forma definitiva. Aguardando ${provider} ver o depósito.`,
    ),
  provider_received: ({ provider, asset }) =>
    say(
      `${provider} recebeu seu ${asset}`,
      'Está vendendo e preparando seu pagamento. Você pode fechar esta página.',
    ),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'Pago' : `${payout}: pago`,
      `${provider} informa que o pagamento foi feito. Pode levar um momento até você ver.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'A rede recusou a transferência',
      'Ela falhou na blockchain, então nada além da taxa de rede foi gasto. Confira e envie de novo.',
    ),
  attested: () =>
    say(
      'Você pode tentar mais uma vez',
      'Sua carteira recebe mais um pedido, que toma o lugar do primeiro: a rede aceita só um dos dois, mesmo que o primeiro ainda seja aprovado. Recuse o primeiro se ele ainda estiver aberto lá.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} encerrou esta ordem`,
      `${reason === null ? '' : `O motivo informado: “${reason}”. `}Nada foi enviado da sua carteira. Você pode começar de novo.`,
    ),
  cancelled_unsent: () => say('Cancelada', 'Esta ordem foi cancelada antes que algo fosse enviado.'),
  expired_unsent: () =>
    say(
      'O tempo acabou',
      'Esta ordem venceu antes que algo fosse enviado. Seus fundos continuam na sua carteira.',
    ),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'O tempo acabou, e este navegador não sabe se foi enviado',
          `Olhe na sua carteira antes de qualquer outra coisa. Um pedido ainda aberto lá enviaria para uma ordem que ${provider} já fechou: recuse-o.`,
        )
      : say(
          'O tempo acabou, e um pedido ainda está aberto',
          `Pedimos à sua carteira e ela não respondeu. Recuse esse pedido se ele ainda estiver lá: aprová-lo agora enviaria para uma ordem que ${provider} já fechou, mesmo que você tenha começado um novo saque.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Esta ordem precisa de uma pessoa',
        `O que ${facts.provider} informa não fecha, e nós nunca adivinhamos com o seu dinheiro. Não envie nada. Fale com o suporte e informe o número da ordem abaixo.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} Não envie de novo. Fale com o suporte de ${facts.provider} e informe a transação e o número da ordem abaixo.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `Seu ${asset} está com ${provider}. Peça ao suporte que devolva ou que pague em uma conta no seu próprio nome, e informe os números abaixo.`,
  to_sender: ({ asset, provider }) =>
    `${provider} devolve seu ${asset} à carteira de onde veio. Se não chegar, fale com o suporte e informe os números abaixo.`,
  to_provider_balance: ({ asset, provider }) =>
    `Seu ${asset} está na sua conta ${provider}. Lá você pode vendê-lo de novo ou sacá-lo.`,
}
const notYours = 'Não foi possível verificar que a conta bancária é sua'

export const ptReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `Para ${provider}, não consta que ela esteja no seu nome, e a ordem foi encerrada. Nada foi enviado da sua carteira. Comece de novo com uma conta no seu próprio nome.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `Para ${provider}, não consta que ela esteja no seu nome, e a ordem foi encerrada. Não envie mais nada ao endereço dele. Se você enviou ${amount}, fale com o suporte de ${provider} e informe o número da ordem abaixo. Se não, comece de novo com uma conta no seu próprio nome.`,
      ),
    credited: (facts) =>
      say(
        `Seu ${facts.asset} chegou, mas não foi possível verificar que a conta bancária é sua`,
        `Para ${facts.provider}, não consta que ela esteja no seu nome, por isso nada foi pago. ${coins[facts.refunds](facts)} Não envie de novo para esta ordem.`,
      ),
  },
}
