import type { OfframpMessages } from '../messages.ts'
import { say } from '../say.ts'

const again = 'Intenta de nuevo en un momento.'
const tellApp = 'Avisa a los creadores de esta app.'

export const esErrors: OfframpMessages['errors'] = {
  invalid_request: say('Esta venta no se puede iniciar', tellApp),
  invalid_amount: say('Este monto no se puede vender', 'Usa cifras y un punto, como 25.5.'),
  invalid_address: say('La dirección no es válida', 'No envíes a mano.'),
  unknown_asset: say('Este activo no se admite aquí', 'Elige otro activo u otra red.'),
  ambiguous_asset: say('Este activo está configurado dos veces', tellApp),
  unsupported_network: say('Esta red no se admite aquí', 'Elige otra red.'),
  amount_out_of_limits: say('El monto está fuera de los límites', 'Elige otro monto u otra forma de cobro.'),
  constant_reference: say('Esta app usa la misma referencia para todas las órdenes', tellApp),
  invalid_config: say('Esta app no está bien configurada', tellApp),
  missing_context: say('Esta app no está bien configurada', tellApp),
  unauthenticated: say(
    'Inicia sesión para continuar',
    'Entra en esta app con la billetera desde la que vendes.',
  ),
  forbidden: say('Esta cuenta no puede hacer eso', 'Entra con la billetera desde la que vendes.'),
  identity_unverified: say(
    'Tu identidad aún no está verificada',
    'Si ya hiciste la verificación, alguien la está revisando: vuelve más tarde. Puede tardar un día.',
  ),
  identity_rejected: say(
    'Tu verificación de identidad no fue aceptada',
    'Este proveedor solo paga a personas verificadas. Pregunta a su soporte o elige otro proveedor.',
  ),
  not_found: say(
    'No encontramos esta orden',
    'Puede ser de otra cuenta. Entra con la cuenta con la que se creó.',
  ),
  method_not_allowed: say('Esta app no está bien configurada', tellApp),
  conflict: say('Alguien se adelantó', 'Comprueba de nuevo para ver cómo está la orden ahora.'),
  payload_too_large: say('Fue demasiado de una sola vez', tellApp),
  unsupported_media_type: say('Esta app no está bien configurada', tellApp),
  rate_limited: say('Demasiadas solicitudes', 'Espera unos segundos e intenta de nuevo.'),
  client_ip_unknown: say(
    'No pudimos identificar tu conexión',
    'Desactiva el proxy o la VPN e intenta de nuevo.',
  ),
  webhook_rejected: say('Un mensaje no era auténtico', 'Se ignoró. Nada cambió.'),
  provider_unavailable: say('El proveedor no está disponible ahora', again),
  provider_rejected: say('El proveedor rechazó esta venta', 'Revisa el monto, el país y la forma de cobro.'),
  provider_unreadable: say('El proveedor dio una respuesta que no entendemos', again),
  unsupported_operation: say('Esto no es posible aquí', 'Elige otra forma.'),
  backend_unreachable: say(
    'El servidor de esta app no responde',
    'Revisa tu conexión. Tu orden está a salvo.',
  ),
  backend_unreadable: say(
    'El servidor de esta app dio una respuesta que no entendemos',
    'No se hizo nada con ella.',
  ),
  version_mismatch: say('Esta página no está actualizada', 'Recárgala. Tu orden está a salvo.'),
  internal: say('Algo salió mal', 'Recarga la página: te dirá cómo está tu orden.'),
  store_failed: say('El servidor de esta app no pudo guardar eso', again),
  no_instruction: say('El proveedor aún no indicó adónde enviar', 'Termina la orden en su ventana.'),
  several_instructions: say(
    'El proveedor muestra más de una orden abierta',
    'Cancela allí todas menos una, o empieza de nuevo.',
  ),
  instruction_changed: say('La orden cambió después de que la revisaste', 'Revísala otra vez con cuidado.'),
  instruction_refused: say('No es seguro seguir la instrucción del proveedor', 'No envíes a mano.'),
  order_expired: say('Se acabó el tiempo para pagar esta orden', 'Empieza un retiro nuevo.'),
  order_ended: say('Esta orden terminó', 'Empieza un retiro nuevo para vender más.'),
  order_busy: say('Esta orden se está procesando', 'Espera un momento e intenta de nuevo.'),
  attempt_active: say('Este depósito se empezó en otro lugar', 'Continúa allí. No envíes una segunda vez.'),
  paid_elsewhere: say(
    'Ya llegaron monedas a esta dirección',
    'Si pagaste desde la página del proveedor, eso es todo: no envíes de nuevo y espera aquí. Si no fuiste tú, pregunta al proveedor.',
  ),
  attempt_unproven: say(
    'Es posible que un intento anterior se haya enviado',
    'Comprueba de nuevo y mira en tu billetera. No envíes a mano.',
  ),
  ledger_unavailable: say(
    'Este navegador no puede guardar un registro',
    'Sal de la navegación privada o libera espacio, y recarga.',
  ),
  lock_held: say('Este depósito está abierto en otra pestaña', 'Continúa en esa pestaña o ciérrala.'),
  no_wallet: say('No hay ninguna billetera conectada', 'Conecta la billetera desde la que quieres vender.'),
  wrong_account: say('Está seleccionada otra cuenta', 'Cambia a la cuenta con la que se creó esta orden.'),
  wrong_network: say('Tu billetera está en otra red', 'Cambia su red para continuar.'),
  contract_account: say(
    'Las cuentas de contrato inteligente aún no se admiten',
    'Usa una cuenta normal para un retiro nuevo.',
  ),
  insufficient_balance: say('No hay suficiente en esta billetera', 'Elige un monto menor o recarga primero.'),
  insufficient_gas: say(
    'No alcanza para la comisión de la red',
    'Agrega un poco de la moneda propia de la red e intenta de nuevo.',
  ),
  token_mismatch: say('El token no es el que se configuró', tellApp),
  simulation_failed: say('La transferencia fallaría', 'El token o tu cuenta pueden estar bloqueados.'),
  chain_unreadable: say('No se pudo leer la blockchain', again),
  wallet_rejected: say('Rechazaste en tu billetera', 'Intenta de nuevo cuando quieras.'),
  wallet_silent: say('Tu billetera no responde', 'Ábrela y desbloquéala; luego comprueba de nuevo.'),
  arm_lapsed: say('La comprobación es demasiado antigua', 'Revisa una vez más.'),
}
