import type { LedgerRow } from '../../ports/ledger.ts'
import type { NonceRecord } from '../../ports/wallets.ts'
import type { PageLife, ProfileLife } from './surroundings.ts'

interface Mark {
  page: PageLife
  step: number
}

interface Disk {
  rows: Map<string, LedgerRow>
  marks: Map<string, Mark>
  wallets: Map<string, NonceRecord>
}

/** How a browser, its computer and its connection are. */
export interface ProfileTraits {
  /** Wall clock less true time, in ms. */
  skew: number
  /** Monotonic time stands still while the computer sleeps, as in some browsers. */
  stopsAsleep: boolean
  /** Blocks that its second endpoint is behind; calls go to either. */
  lag: number
  /** Most blocks that its endpoint searches for logs at once; zero for any number. */
  range: number
}

/** One browser profile: what its tabs share, and what outlives them. */
export class Profile implements ProfileLife {
  readonly id: string
  readonly traits: ProfileTraits
  readonly locks = new Map<string, PageLife>()
  /** Receipts that were told, so that one of a block that is gone may be told again for a while. */
  readonly receipts = new Map<string, { answer: unknown; head: number }>()
  offline = false
  rolledBack = false
  #disk: Disk = { rows: new Map(), marks: new Map(), wallets: new Map() }
  #older: Disk | null = null

  constructor(id: string, traits: ProfileTraits) {
    this.id = id
    this.traits = traits
  }

  /** Frozen, so that all readers may share it: a protocol that wrote into it would throw. */
  row(orderId: string): LedgerRow | null {
    return this.#disk.rows.get(orderId) ?? null
  }

  write(row: LedgerRow): void {
    this.#disk.rows.set(row.orderId, frozen(row))
  }

  rows(): readonly LedgerRow[] {
    return [...this.#disk.rows.values()]
  }

  get marks(): Map<string, Mark> {
    return this.#disk.marks
  }

  get wallets(): Map<string, NonceRecord> {
    return this.#disk.wallets
  }

  /** A crash of the whole browser takes the last notes with it; they were never synced to disk. */
  loseMarks(page: PageLife, step: number): void {
    for (const [key, mark] of this.marks)
      if (mark.page === page && step - mark.step <= 3) this.marks.delete(key)
  }

  /** What the disk holds now may be all that a later {@link Profile.rollBack} brings back. */
  keep(): void {
    const { rows, marks, wallets } = this.#disk
    this.#older = { rows: new Map(rows), marks: new Map(marks), wallets: new Map(wallets) }
  }

  /** The storage forgets what it confirmed since {@link Profile.keep}: rows, notes, everything. */
  rollBack(): boolean {
    if (!this.#older) return false
    this.#disk = this.#older
    this.#older = null
    this.rolledBack = true
    return true
  }
}

/** A deep copy that nobody can write into. */
function frozen<value>(value: value): value {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return Object.freeze(value.map(frozen)) as value
  const copy: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) if (part !== undefined) copy[key] = frozen(part)
  return Object.freeze(copy) as value
}
