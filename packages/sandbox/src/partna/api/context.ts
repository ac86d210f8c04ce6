import type { Context } from 'hono'
import type { SandboxChain } from '../../chain/describe.ts'
import type { SteeredClock } from '../../clock.ts'
import type { FaultState } from '../../faults.ts'
import type { Accounts } from '../accounts.ts'
import { Literal, readJson } from '../json.ts'
import type { Ramps } from '../orders.ts'
import type { Rates } from '../rates.ts'
import type { PartnaSettings } from '../settings.ts'

/** What the API's routes share. */
export interface PartnaApiContext {
  chains: readonly SandboxChain[]
  clock: SteeredClock
  settings: PartnaSettings
  faults: FaultState
  accounts: Accounts
  rates: Rates
  ramps: Ramps
  sleep(ms: number): Promise<void>
  /** Applies what is due, so that an answer is never older than the clock. */
  settle(): void
}

/** A request's JSON object, read by kind. */
export class Fields {
  readonly #members: Record<string, unknown>

  constructor(members: Record<string, unknown>) {
    this.#members = members
  }

  static async read(c: Context): Promise<Fields> {
    return new Fields(readJson(await c.req.text()) ?? {})
  }

  /** Text; empty when absent or of another kind. */
  text(name: string): string {
    const value = this.#members[name]
    return typeof value === 'string' ? value : ''
  }

  /** The literal of a JSON number; empty when absent or of another kind: `"100"` in quotes is refused there. */
  number(name: string): string {
    const value = this.#members[name]
    return value instanceof Literal ? value.text : ''
  }

  flag(name: string): boolean {
    return this.#members[name] === true
  }

  has(name: string): boolean {
    return this.#members[name] !== undefined
  }
}

/** The merchant that the middleware let in. */
export const merchantOf = (c: Context) => c.req.header('x-api-user') ?? ''
