import type { OfframpMessages } from '../messages.ts'
import { say } from '../say.ts'

const again = 'Réessayez dans un instant.'
const tellApp = 'Prévenez les auteurs de cette application.'

export const frErrors: OfframpMessages['errors'] = {
  invalid_request: say('Cette vente ne peut pas être lancée', tellApp),
  invalid_amount: say('Ce montant ne peut pas être vendu', 'Utilisez des chiffres et un point, comme 25.5.'),
  invalid_address: say('L’adresse n’est pas valable', 'N’envoyez rien à la main.'),
  unknown_asset: say(
    'Cet actif n’est pas pris en charge ici',
    'Choisissez un autre actif ou un autre réseau.',
  ),
  ambiguous_asset: say('Cet actif est configuré deux fois', tellApp),
  unsupported_network: say('Ce réseau n’est pas pris en charge ici', 'Choisissez un autre réseau.'),
  amount_out_of_limits: say(
    'Le montant est hors des limites',
    'Choisissez un autre montant ou un autre mode de paiement.',
  ),
  constant_reference: say('Cette application utilise la même référence pour tous les ordres', tellApp),
  invalid_config: say('Cette application n’est pas bien configurée', tellApp),
  missing_context: say('Cette application n’est pas bien configurée', tellApp),
  unauthenticated: say(
    'Connectez-vous pour continuer',
    'Connectez-vous à cette application avec le portefeuille depuis lequel vous vendez.',
  ),
  forbidden: say(
    'Ce compte n’a pas le droit de faire cela',
    'Connectez-vous avec le portefeuille depuis lequel vous vendez.',
  ),
  identity_unverified: say(
    'Votre identité n’est pas encore vérifiée',
    'Si vous avez fait la vérification, quelqu’un l’examine : revenez plus tard. Cela peut prendre un jour.',
  ),
  identity_rejected: say(
    'Votre vérification d’identité n’a pas été acceptée',
    'Ce prestataire ne paie que des personnes vérifiées. Adressez-vous à son assistance ou choisissez-en un autre.',
  ),
  not_found: say(
    'Cet ordre est introuvable',
    'Il appartient peut-être à un autre compte. Connectez-vous avec celui qui l’a créé.',
  ),
  method_not_allowed: say('Cette application n’est pas bien configurée', tellApp),
  conflict: say('Quelqu’un a été plus rapide', 'Vérifiez à nouveau pour voir où en est l’ordre.'),
  payload_too_large: say('C’était trop en une fois', tellApp),
  unsupported_media_type: say('Cette application n’est pas bien configurée', tellApp),
  rate_limited: say('Trop de demandes', 'Attendez quelques secondes, puis réessayez.'),
  client_ip_unknown: say(
    'Votre connexion n’a pas pu être identifiée',
    'Désactivez le proxy ou le VPN, puis réessayez.',
  ),
  webhook_rejected: say('Un message n’était pas authentique', 'Il a été ignoré. Rien n’a changé.'),
  provider_unavailable: say('Le prestataire n’est pas disponible pour le moment', again),
  provider_rejected: say(
    'Le prestataire a refusé cette vente',
    'Vérifiez le montant, le pays et le mode de paiement.',
  ),
  provider_unreadable: say('Le prestataire a donné une réponse que nous ne comprenons pas', again),
  unsupported_operation: say('Ce n’est pas possible ici', 'Choisissez une autre voie.'),
  backend_unreachable: say(
    'Le serveur de cette application ne répond pas',
    'Vérifiez votre connexion. Votre ordre est en sécurité.',
  ),
  backend_unreadable: say(
    'Le serveur de cette application a donné une réponse que nous ne comprenons pas',
    'Rien n’en a été fait.',
  ),
  version_mismatch: say('Cette page n’est plus à jour', 'Rechargez-la. Votre ordre est en sécurité.'),
  internal: say('Un problème est survenu', 'Rechargez la page : elle vous dira où en est votre ordre.'),
  store_failed: say('Le serveur de cette application n’a pas pu enregistrer cela', again),
  no_instruction: say('Le prestataire n’a pas encore dit où envoyer', 'Terminez l’ordre dans sa fenêtre.'),
  several_instructions: say(
    'Le prestataire montre plus d’un ordre ouvert',
    'Annulez-les là-bas tous sauf un, ou recommencez.',
  ),
  instruction_changed: say('L’ordre a changé après votre contrôle', 'Contrôlez-le à nouveau avec soin.'),
  instruction_refused: say(
    'L’instruction du prestataire n’est pas sûre à suivre',
    'N’envoyez rien à la main.',
  ),
  order_expired: say('Le délai pour payer cet ordre est passé', 'Commencez un nouveau retrait.'),
  order_ended: say('Cet ordre est terminé', 'Commencez un nouveau retrait pour vendre davantage.'),
  order_busy: say('Cet ordre est en cours de traitement', 'Attendez un instant, puis réessayez.'),
  attempt_active: say(
    'Ce dépôt a été commencé ailleurs',
    'Continuez là-bas. N’envoyez pas une seconde fois.',
  ),
  paid_elsewhere: say(
    'Des fonds sont déjà arrivés à cette adresse',
    'Si vous avez payé depuis la page du prestataire, c’est tout : n’envoyez pas à nouveau et attendez ici. Sinon, demandez au prestataire.',
  ),
  attempt_unproven: say(
    'Un essai précédent a peut-être été envoyé',
    'Vérifiez à nouveau et regardez dans votre portefeuille. N’envoyez rien à la main.',
  ),
  ledger_unavailable: say(
    'Ce navigateur ne peut rien enregistrer',
    'Quittez la navigation privée ou libérez de l’espace, puis rechargez.',
  ),
  lock_held: say('Ce dépôt est ouvert dans un autre onglet', 'Continuez dans cet onglet-là ou fermez-le.'),
  no_wallet: say(
    'Aucun portefeuille n’est connecté',
    'Connectez le portefeuille depuis lequel vous voulez vendre.',
  ),
  wrong_account: say('Un autre compte est sélectionné', 'Passez au compte qui a créé cet ordre.'),
  wrong_network: say('Votre portefeuille est sur un autre réseau', 'Changez de réseau pour continuer.'),
  contract_account: say(
    'Les comptes de contrat intelligent ne sont pas encore pris en charge',
    'Utilisez un compte ordinaire pour un nouveau retrait.',
  ),
  insufficient_balance: say(
    'Ce portefeuille n’en contient pas assez',
    'Choisissez un montant plus petit ou approvisionnez-le d’abord.',
  ),
  insufficient_gas: say(
    'Pas assez pour les frais de réseau',
    'Ajoutez un peu de la monnaie propre du réseau, puis réessayez.',
  ),
  token_mismatch: say('Le jeton n’est pas celui qui a été configuré', tellApp),
  simulation_failed: say('Le transfert échouerait', 'Le jeton ou votre compte est peut-être bloqué.'),
  chain_unreadable: say('La blockchain n’a pas pu être lue', again),
  wallet_rejected: say('Vous avez refusé dans votre portefeuille', 'Réessayez quand vous voulez.'),
  wallet_silent: say(
    'Votre portefeuille ne répond pas',
    'Ouvrez-le et déverrouillez-le, puis vérifiez à nouveau.',
  ),
  arm_lapsed: say('Le contrôle est trop ancien', 'Contrôlez encore une fois.'),
}
