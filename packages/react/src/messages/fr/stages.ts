import type { TransferDifference } from '@offrampkit/core/order'
import type { AstrayFacts, OfframpMessages, StageFacts, StageText } from '../messages.ts'
import { say } from '../say.ts'

const credited: Record<StageFacts['refunds'], (facts: StageFacts) => StageText> = {
  to_provider_balance: ({ asset, provider }) =>
    say(
      `Vos ${asset} sont sur votre compte ${provider}`,
      'Ils n’ont été ni vendus, ni renvoyés à votre portefeuille. Vous pouvez les y vendre ou les en retirer.',
    ),
  to_sender: ({ asset, provider }) =>
    say(
      `${provider} n’a pas vendu vos ${asset}`,
      `${provider} les renvoie au portefeuille d’où ils viennent. Ne les envoyez pas à nouveau.`,
    ),
  none: ({ asset, provider }) =>
    say(
      `${provider} n’a pas vendu vos ${asset}`,
      `${provider} les détient. Adressez-vous à son assistance et gardez le numéro d’ordre ci-dessous.`,
    ),
}

const meddled =
  'Quelque chose modifie peut-être ce que ce portefeuille envoie : ne l’utilisez pas avant de savoir quoi.'
const astray: Record<TransferDifference, (facts: StageFacts, seen: AstrayFacts) => StageText> = {
  network: ({ amount, network, provider }, seen) =>
    say(
      `Votre portefeuille a utilisé ${seen.network}, pas ${network}`,
      `Il devait envoyer ${amount} sur ${network}. ${provider} ne voit peut-être pas ce qui est sur ${seen.network}.`,
    ),
  recipient: ({ amount, provider }, seen) =>
    say(
      'Votre portefeuille a envoyé à une autre adresse',
      `${amount} devaient aller à l’adresse de ${provider}. ${seen.amount ?? 'Autre chose'} a été envoyé à ${seen.to}. ${meddled}`,
    ),
  asset: ({ amount, provider }, seen) =>
    say(
      'Votre portefeuille a envoyé un autre actif',
      `${provider} attend ${amount} et a reçu ${seen.amount ?? 'un actif qu’il ne connaît peut-être pas'}.`,
    ),
  amount: ({ amount, provider }, seen) =>
    say(
      'Votre portefeuille a envoyé un autre montant',
      `${provider} attend ${amount} et a reçu ${seen.amount ?? 'un autre montant'}.`,
    ),
  sender: ({ amount, provider }, seen) =>
    say(
      'Un autre compte a envoyé le dépôt',
      `${amount} sont venus de ${seen.from}. ${provider} ne sait peut-être pas que ce compte est le vôtre.`,
    ),
  data: ({ amount }) =>
    say(
      'Votre portefeuille a envoyé une autre transaction',
      `Il devait envoyer ${amount} et a fait autre chose. ${meddled}`,
    ),
}

export const frStages: OfframpMessages['stages'] = {
  idle: ({ provider }) =>
    say(
      'Tout est prêt',
      `Vous confirmez la vente avec ${provider}, contrôlez le dépôt ici et signez une fois dans votre portefeuille.`,
    ),
  preparing: ({ asks, provider }) =>
    asks
      ? say(
          'Quelques questions d’abord',
          `${provider} doit savoir où vous payer. Complétez ce qui manque encore ; rien n’est envoyé par là.`,
        )
      : say(
          'Votre ordre est préparé',
          `Continuez avec ${provider} pour confirmer la vente. Rien n’est envoyé par là.`,
        ),
  at_provider: ({ provider }) =>
    say(
      `Confirmez la vente avec ${provider}`,
      'Terminez dans sa fenêtre, puis revenez. Cette page suit toute seule.',
    ),
  awaiting_order: ({ provider }) =>
    say(
      `En attente de ${provider}`,
      'Il détermine où envoyer le dépôt. Cela prend en général quelques secondes.',
    ),
  order_ready: ({ amount }) =>
    say(
      'Contrôlez le dépôt',
      `Vérifiez chaque ligne. ${amount} ne quittent votre portefeuille que lorsque vous envoyez et signez.`,
    ),
  by_hand: ({ network }) =>
    say(
      'Envoyez le dépôt à la main',
      `Envoyez exactement le montant ci-dessous sur ${network} depuis votre propre portefeuille. Le prestataire prévient cette page quand il arrive.`,
    ),
  declared: ({ provider, network }) =>
    say(
      'Vous avez dit l’avoir envoyé',
      `Nous attendons que ${provider} le voie sur ${network}. Ne l’envoyez pas à nouveau. Vous pouvez fermer cette page.`,
    ),
  ended_by_hand: ({ provider, amount }) =>
    say(
      'Cet ordre est terminé',
      `D’après ${provider}, rien n’est arrivé à temps. N’envoyez plus rien à son adresse. Si vous avez envoyé ${amount}, adressez-vous à l’assistance de ${provider} et donnez-lui le numéro d’ordre ci-dessous.`,
    ),
  armed: () =>
    say(
      'Prêt à envoyer',
      'Tout vient d’être vérifié. Si ce n’est pas l’onglet dans lequel vous avez contrôlé, continuez dans l’autre.',
    ),
  prompting: () =>
    say(
      'Confirmez dans votre portefeuille',
      'Nous l’avons demandé une fois à votre portefeuille. Vérifiez-y le montant et l’adresse avant de signer.',
    ),
  outcome_unknown: ({ blind }) =>
    blind
      ? say(
          'Ce navigateur ne peut pas savoir si c’est envoyé',
          'Pour autant que nous voyions, rien n’est encore arrivé. N’envoyez rien à la main : regardez d’abord dans votre portefeuille.',
        )
      : say(
          'Nous avons demandé à votre portefeuille, sans réponse claire',
          'Pour autant que nous puissions voir, rien n’est encore arrivé. Nous continuons à chercher sur la blockchain. N’envoyez rien à la main : vérifiez d’abord votre portefeuille.',
        ),
  broadcast: ({ network, amount }) =>
    say(
      'En route',
      `Votre portefeuille a envoyé ${amount}. Nous attendons que ${network} l’inclue. Si cela dure, regardez dans votre portefeuille : il attend peut-être des frais plus élevés. N’envoyez rien à la main.`,
    ),
  included: ({ network }) =>
    say(
      `Inclus sur ${network}`,
      'Le transfert est dans un bloc. Quelques blocs de plus le rendent définitif.',
    ),
  final_onchain: ({ provider }) =>
    say(
      'Définitif sur la blockchain',
      `Le dépôt est arrivé de façon définitive. Nous attendons que ${provider} le voie.`,
    ),
  provider_received: ({ provider, asset }) =>
    say(
      `${provider} a reçu vos ${asset}`,
      'Il les vend et prépare votre paiement. Vous pouvez fermer cette page.',
    ),
  paid: ({ payout, provider }) =>
    say(
      payout === null ? 'Versé' : `${payout} : versé`,
      `${provider} indique que le paiement est fait. Il peut s’écouler un moment avant que vous ne le voyiez.`,
    ),
  credited: (facts) => credited[facts.refunds](facts),
  reverted: () =>
    say(
      'Le réseau a refusé le transfert',
      'Il a échoué sur la blockchain : rien d’autre que les frais de réseau n’a été dépensé. Contrôlez et envoyez à nouveau.',
    ),
  attested: () =>
    say(
      'Vous pouvez essayer encore une fois',
      'Votre portefeuille reçoit une demande de plus, qui prend la place de la première : le réseau n’accepte que l’une des deux, même si la première est approuvée après coup. Refusez la première si elle y est encore ouverte.',
    ),
  failed_unsent: ({ provider, reason }) =>
    say(
      `${provider} a mis fin à cet ordre`,
      `${reason === null ? '' : `Motif indiqué : « ${reason} ». `}Rien n’a été envoyé depuis votre portefeuille. Vous pouvez recommencer.`,
    ),
  cancelled_unsent: () => say('Annulé', 'Cet ordre a été annulé avant tout envoi.'),
  expired_unsent: () =>
    say(
      'Le délai est passé',
      'Cet ordre a expiré avant tout envoi. Vos fonds sont toujours dans votre portefeuille.',
    ),
  expired_unknown: ({ provider, blind }) =>
    blind
      ? say(
          'Le délai est passé, et ce navigateur ne peut pas savoir si c’est envoyé',
          `Regardez dans votre portefeuille avant toute autre chose. Une demande qui y serait encore ouverte enverrait à un ordre que ${provider} a fermé : refusez-la.`,
        )
      : say(
          'Le délai est passé, et une demande est encore ouverte',
          `Votre portefeuille n’a pas répondu à notre demande. Refusez cette demande si elle y est encore : l’approuver maintenant enverrait à un ordre que ${provider} a fermé, même si vous avez commencé un nouveau retrait.`,
        ),
  needs_attention: (facts) => {
    if (!facts.astray)
      return say(
        'Cet ordre a besoin d’une personne',
        `Ce que ${facts.provider} indique ne concorde pas, et nous ne devinons jamais avec votre argent. N’envoyez rien. Adressez-vous à l’assistance et donnez-lui le numéro d’ordre ci-dessous.`,
      )
    const { title, body } = astray[facts.astray.differs](facts, facts.astray)
    return say(
      title,
      `${body} N’envoyez pas à nouveau. Adressez-vous à l’assistance de ${facts.provider} et donnez-lui la transaction et le numéro d’ordre ci-dessous.`,
    )
  },
}

const coins: Record<StageFacts['refunds'], (facts: StageFacts) => string> = {
  none: ({ asset, provider }) =>
    `${provider} détient vos ${asset}. Demandez à son assistance de les renvoyer ou de les payer sur un compte à votre nom, et donnez-lui les numéros ci-dessous.`,
  to_sender: ({ asset, provider }) =>
    `${provider} renvoie vos ${asset} au portefeuille d’où ils viennent. S’ils n’arrivent pas, adressez-vous à son assistance et donnez-lui les numéros ci-dessous.`,
  to_provider_balance: ({ asset, provider }) =>
    `Vos ${asset} sont sur votre compte ${provider}. Vous pouvez les y vendre à nouveau ou les en retirer.`,
}
const notYours = 'Impossible de vérifier que le compte bancaire est à vous'

export const frReasons: OfframpMessages['reasons'] = {
  bank_account_not_verified: {
    unsent: ({ provider }) =>
      say(
        notYours,
        `${provider} ne peut pas établir qu’il est à votre nom et a mis fin à cet ordre. Rien n’a été envoyé depuis votre portefeuille. Recommencez avec un compte à votre nom.`,
      ),
    byHand: ({ provider, amount }) =>
      say(
        notYours,
        `${provider} ne peut pas établir qu’il est à votre nom et a mis fin à cet ordre. N’envoyez plus rien à son adresse. Si vous avez envoyé ${amount}, adressez-vous à l’assistance de ${provider} et donnez-lui le numéro d’ordre ci-dessous. Sinon, recommencez avec un compte à votre nom.`,
      ),
    credited: (facts) =>
      say(
        `Vos ${facts.asset} sont arrivés, mais impossible de vérifier que le compte bancaire est à vous`,
        `${facts.provider} ne peut pas établir qu’il est à votre nom : rien n’a donc été versé. ${coins[facts.refunds](facts)} N’envoyez pas à nouveau pour cet ordre.`,
      ),
  },
}
