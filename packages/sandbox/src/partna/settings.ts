/** How the Partna stand-in behaves. Every field can be changed while it runs, through the control API. */
export interface PartnaSettings {
  /** From the deposit on chain until `received`. */
  receivedAfterMs: number
  /** From `received` until `processing`. */
  processingAfterMs: number
  /** From `processing` until `completed`. */
  completedAfterMs: number
  /** Documented default of `rampExpTime`: one hour. */
  expiresAfterMs: number
  /** How long a rate key may be used. Not published. */
  rateKeyLifeMs: number
  /** The name of the pair in the rate map. The documentation's own sample turns it round. */
  rateMapOrder: 'asked' | 'reversed'
  /** What `POST /ramp` calls the deposit address. Documented nowhere; the webhook says `paymentAddress`. */
  addressField: 'paymentAddress' | 'cryptoAddress' | 'address'
  /** `GET /ramp` wants `accountName` although its schema marks it optional. */
  requireAccountName: boolean
  /** `POST /ramp/breakdown` refuses `base`: its enum lacks it, `/ramp` has it. */
  breakdownRefusesBase: boolean
  /** Only money from `address` counts. What `cryptoPaymentSource` really decides is not documented. */
  strictSender: boolean
  /** What becomes of another amount: it is paid out as it came, or the order stays `received`. Undocumented. */
  otherAmount: 'pay-what-came' | 'hold'
  /** The next payouts fail. Only `GET /transfer` knows the word `failed`. */
  failPayouts: boolean
  /** Webhooks say `failed` and `canceled` too. Documented nowhere. */
  tellsEndings: boolean
  /** `processing` and `completed` carry one timestamp, as in the documented sample. */
  sameTimestamp: boolean
}

export const defaultPartnaSettings: PartnaSettings = {
  receivedAfterMs: 0,
  processingAfterMs: 1500,
  completedAfterMs: 1500,
  expiresAfterMs: 3_600_000,
  rateKeyLifeMs: 600_000,
  rateMapOrder: 'asked',
  addressField: 'paymentAddress',
  requireAccountName: true,
  breakdownRefusesBase: false,
  strictSender: false,
  otherAmount: 'pay-what-came',
  failPayouts: false,
  tellsEndings: false,
  sameTimestamp: true,
}

const CHOICES: Partial<Record<keyof PartnaSettings, readonly string[]>> = {
  rateMapOrder: ['asked', 'reversed'],
  addressField: ['paymentAddress', 'cryptoAddress', 'address'],
  otherAmount: ['pay-what-came', 'hold'],
}

/** Changes settings in place; an unknown name or a value of another kind is a `TypeError`. */
export function applyPartnaSettings(target: PartnaSettings, patch: Record<string, unknown>): void {
  const known = defaultPartnaSettings as unknown as Record<string, unknown>
  for (const [name, value] of Object.entries(patch)) {
    const choices = CHOICES[name as keyof PartnaSettings]
    const fits =
      name in known &&
      typeof value === typeof known[name] &&
      (choices === undefined || choices.includes(value as string)) &&
      (typeof value !== 'number' || (Number.isSafeInteger(value) && value >= 0))
    if (!fits)
      throw new TypeError(
        `"${name}" is not a setting of the Partna sandbox, or its value is of the wrong kind.`,
      )
  }
  Object.assign(target, patch)
}
