/** How Capa behaves where its documentation leaves it open. Each value can be set at the start or while it runs. */
export interface CapaSettings {
  /** Life of a locked quote ("10 seconds", docs home page). */
  quoteLockMs: number
  /** From the deposit to the payout. The status changes to "paying" halfway. */
  payoutAfterMs: number
  /** Until an order without deposit is CRYPTO_NOT_RECEIVED. Nothing about it is documented. */
  depositWindowMs: number
  /** Until the penny test of a first Mexican account is done. */
  pennyTestAfterMs: number
  /** When the penny test runs. Undocumented; `payout` is the one at which the coins have moved already. */
  pennyTestAt: 'create' | 'payout'
  /** Whether first Mexican accounts fail the test: the order is CANCELLED with NAME_VERIFICATION_FAILED. */
  pennyTestFails: boolean
  /** The payout itself fails: FAILED after the coins were received. */
  payoutFails: boolean
  /** Deposits are only picked up after `execute`. Whether execute is mandatory is not stated. */
  executeNeeded: boolean
  /** A deposit of another amount: kept for a person to decide, paid out as it came, or passed over. */
  wrongAmount: 'manual' | 'pays-what-came' | 'ignored'
  /** A deposit after CRYPTO_NOT_RECEIVED or EXPIRED. */
  lateDeposit: 'paid' | 'kept'
  /** Which words of the status enum are used: of the guide, those added last, or those of 2025. */
  statusWords: 'guide' | 'newest' | 'old'
  /** Amounts in answers: numbers in some and strings in others, as in the samples, or all alike. */
  amountsAs: 'mixed' | 'number' | 'string'
  /** Name of the event of received coins: it was renamed. */
  receivedEvent: 'CRYPTO_RECEIVED_OFF_RAMP' | 'RECEIVED_USER_CRYPTO'
  /** Whether cancelled orders have an event. None is documented; one for on-ramps is. */
  cancelledEvent: boolean
  /** The error body, which is shown nowhere. */
  errorBody: 'flat' | 'nested' | 'errorCode' | 'message-list'
  /** Whether range errors say the limits; the table's own text has none. */
  limitsInMessage: boolean
  /** Whether the amounts of the mock guide end orders without money. */
  mockTesting: boolean
  /** First digits of the mock amounts: `10.01` on the newest page, `1.01` on older ones. */
  mockBase: '10' | '1'
  /** From creation to a mock amount's status. */
  mockAfterMs: number
  /** Opening the KYC link verifies at once, as staging does no real checks. */
  kycPassesAtOnce: boolean
  /** Life of a KYC link ("may expire"). */
  kycLinkLifeMs: number
  /** New receivers count as verified. */
  receiversVerified: boolean
  /** Answers INVALID_PARTNER_FLOW to everything. */
  invalidPartnerFlow: boolean
  /** KYC links answer KYC_TEMPLATE_NOT_CONFIGURED_ERROR. */
  kycTemplateMissing: boolean
  /** A fiat currency that is switched off, such as `DOP`; empty for none. */
  disabledFiat: string
  /** A `chain:token` that is switched off, such as `BASE:USDC`; empty for none. */
  disabledPair: string
  /** Smallest and largest sale, in US dollars; other currencies follow the rate. */
  minUsd: string
  maxUsd: string
}

export const defaultCapaSettings: CapaSettings = {
  quoteLockMs: 10_000,
  payoutAfterMs: 3000,
  depositWindowMs: 60 * 60_000,
  pennyTestAfterMs: 1500,
  pennyTestAt: 'create',
  pennyTestFails: false,
  payoutFails: false,
  executeNeeded: false,
  wrongAmount: 'manual',
  lateDeposit: 'paid',
  statusWords: 'guide',
  amountsAs: 'mixed',
  receivedEvent: 'CRYPTO_RECEIVED_OFF_RAMP',
  cancelledEvent: false,
  errorBody: 'flat',
  limitsInMessage: true,
  mockTesting: true,
  mockBase: '10',
  mockAfterMs: 1500,
  kycPassesAtOnce: false,
  kycLinkLifeMs: 30 * 60_000,
  receiversVerified: true,
  invalidPartnerFlow: false,
  kycTemplateMissing: false,
  disabledFiat: '',
  disabledPair: '',
  minUsd: '1',
  maxUsd: '100000',
}

const CHOICES: Partial<Record<keyof CapaSettings, readonly string[]>> = {
  pennyTestAt: ['create', 'payout'],
  wrongAmount: ['manual', 'pays-what-came', 'ignored'],
  lateDeposit: ['paid', 'kept'],
  statusWords: ['guide', 'newest', 'old'],
  amountsAs: ['mixed', 'number', 'string'],
  receivedEvent: ['CRYPTO_RECEIVED_OFF_RAMP', 'RECEIVED_USER_CRYPTO'],
  errorBody: ['flat', 'nested', 'errorCode', 'message-list'],
  mockBase: ['10', '1'],
}

/** Changes settings in place; an unknown name or a value of another kind is a `TypeError`. */
export function applyCapaSettings(target: CapaSettings, patch: Record<string, unknown>): void {
  const known = defaultCapaSettings as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(patch)) {
    const choices = CHOICES[name as keyof CapaSettings]
    const fits = name in known && typeof value === typeof known[name]
    if (!fits || (choices !== undefined && !choices.includes(value as string))) {
      throw new TypeError(
        `"${name}" is not a setting of the Capa sandbox, or its value is of the wrong kind.`,
      )
    }
  }
  Object.assign(target, patch)
}
