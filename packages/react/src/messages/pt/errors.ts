import type { OfframpMessages } from '../messages.ts'
import { say } from '../say.ts'

const again = 'Tente de novo daqui a pouco.'
const tellApp = 'Avise quem faz este app.'

export const ptErrors: OfframpMessages['errors'] = {
  invalid_request: say('Não é possível iniciar esta venda', tellApp),
  invalid_amount: say('Não é possível vender este valor', 'Use algarismos e um ponto, como 25.5.'),
  invalid_address: say('O endereço não é válido', 'Não envie manualmente.'),
  unknown_asset: say('Este ativo não é aceito aqui', 'Escolha outro ativo ou outra rede.'),
  ambiguous_asset: say('Este ativo está configurado duas vezes', tellApp),
  unsupported_network: say('Esta rede não é aceita aqui', 'Escolha outra rede.'),
  amount_out_of_limits: say(
    'O valor está fora dos limites',
    'Escolha outro valor ou outra forma de recebimento.',
  ),
  constant_reference: say('Este app usa a mesma referência para todas as ordens', tellApp),
  invalid_config: say('Este app não está configurado corretamente', tellApp),
  missing_context: say('Este app não está configurado corretamente', tellApp),
  unauthenticated: say('Entre para continuar', 'Entre neste app com a carteira da qual você vende.'),
  forbidden: say('Esta conta não pode fazer isso', 'Entre com a carteira da qual você vende.'),
  identity_unverified: say(
    'Sua identidade ainda não foi verificada',
    'Se você já fez a verificação, alguém está analisando: volte mais tarde. Pode levar um dia.',
  ),
  identity_rejected: say(
    'Sua verificação de identidade não foi aceita',
    'Este provedor só paga a pessoas verificadas. Fale com o suporte dele ou escolha outro.',
  ),
  not_found: say(
    'Esta ordem não foi encontrada',
    'Ela pode ser de outra conta. Entre com a conta que a criou.',
  ),
  method_not_allowed: say('Este app não está configurado corretamente', tellApp),
  conflict: say('Alguém foi mais rápido', 'Verifique de novo para ver como está a ordem agora.'),
  payload_too_large: say('Foi demais de uma vez só', tellApp),
  unsupported_media_type: say('Este app não está configurado corretamente', tellApp),
  rate_limited: say('Pedidos demais', 'Espere alguns segundos e tente de novo.'),
  client_ip_unknown: say(
    'Não foi possível identificar sua conexão',
    'Desative o proxy ou a VPN e tente de novo.',
  ),
  webhook_rejected: say('Uma mensagem não era autêntica', 'Ela foi ignorada. Nada mudou.'),
  provider_unavailable: say('O provedor não está disponível agora', again),
  provider_rejected: say('O provedor recusou esta venda', 'Confira valor, país e forma de recebimento.'),
  provider_unreadable: say('O provedor deu uma resposta que não entendemos', again),
  unsupported_operation: say('Isto não é possível aqui', 'Escolha outro caminho.'),
  backend_unreachable: say(
    'O servidor deste app não responde',
    'Verifique sua conexão. Sua ordem está segura.',
  ),
  backend_unreadable: say(
    'O servidor deste app deu uma resposta que não entendemos',
    'Nada foi feito com ela.',
  ),
  version_mismatch: say('Esta página está desatualizada', 'Recarregue-a. Sua ordem está segura.'),
  internal: say('Algo deu errado', 'Recarregue a página: ela vai mostrar como está sua ordem.'),
  store_failed: say('O servidor deste app não conseguiu salvar isso', again),
  no_instruction: say('O provedor ainda não informou para onde enviar', 'Conclua a ordem na janela dele.'),
  several_instructions: say(
    'O provedor mostra mais de uma ordem aberta',
    'Cancele lá todas menos uma, ou comece de novo.',
  ),
  instruction_changed: say('A ordem mudou depois que você a conferiu', 'Confira de novo com atenção.'),
  instruction_refused: say('Não é seguro seguir a instrução do provedor', 'Não envie manualmente.'),
  order_expired: say('O tempo para pagar esta ordem acabou', 'Comece um novo saque.'),
  order_ended: say('Esta ordem terminou', 'Comece um novo saque para vender mais.'),
  order_busy: say('Esta ordem está sendo processada', 'Espere um momento e tente de novo.'),
  attempt_active: say('Este depósito foi iniciado em outro lugar', 'Continue lá. Não envie uma segunda vez.'),
  paid_elsewhere: say(
    'Já chegaram moedas a este endereço',
    'Se você pagou pela página do provedor, é só isso: não envie de novo e espere aqui. Se não foi você, pergunte ao provedor.',
  ),
  attempt_unproven: say(
    'Uma tentativa anterior pode ter sido enviada',
    'Verifique de novo e olhe na sua carteira. Não envie manualmente.',
  ),
  ledger_unavailable: say(
    'Este navegador não consegue guardar um registro',
    'Saia da navegação privada ou libere espaço e recarregue.',
  ),
  lock_held: say('Este depósito está aberto em outra aba', 'Continue naquela aba ou feche-a.'),
  no_wallet: say('Nenhuma carteira está conectada', 'Conecte a carteira da qual você quer vender.'),
  wrong_account: say('Outra conta está selecionada', 'Mude para a conta que criou esta ordem.'),
  wrong_network: say('Sua carteira está em outra rede', 'Mude a rede para continuar.'),
  contract_account: say(
    'Contas de contrato inteligente ainda não são aceitas',
    'Use uma conta comum para um novo saque.',
  ),
  insufficient_balance: say(
    'Não há o suficiente nesta carteira',
    'Escolha um valor menor ou adicione saldo antes.',
  ),
  insufficient_gas: say(
    'Não há o suficiente para a taxa de rede',
    'Adicione um pouco da moeda própria da rede e tente de novo.',
  ),
  token_mismatch: say('O token não é o que foi configurado', tellApp),
  simulation_failed: say('A transferência falharia', 'O token ou sua conta podem estar bloqueados.'),
  chain_unreadable: say('Não foi possível ler a blockchain', again),
  wallet_rejected: say('Você recusou na sua carteira', 'Tente de novo quando quiser.'),
  wallet_silent: say('Sua carteira não responde', 'Abra e desbloqueie a carteira e verifique de novo.'),
  arm_lapsed: say('A verificação é antiga demais', 'Confira mais uma vez.'),
}
