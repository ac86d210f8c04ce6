/**
 * A request body read in either casing: the real backend is a gRPC gateway that takes `sell_amount` and
 * `sellAmount` alike, and refuses a number where the schema says string.
 */
export class ApiBody {
  readonly #fields: Record<string, unknown>

  constructor(fields: Record<string, unknown>) {
    this.#fields = fields
  }

  /** Parses the request's JSON; `null` when it is not an object. */
  static async read(request: Request): Promise<ApiBody | null> {
    try {
      const value: unknown = await request.json()
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
      return new ApiBody(value as Record<string, unknown>)
    } catch {
      return null
    }
  }

  /** The value under the snake_case name or its camelCase twin. */
  raw(snake: string): unknown {
    const camel = snake.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    return this.#fields[snake] ?? this.#fields[camel]
  }

  /** A string field: `''` when absent, `null` when it is of another kind. */
  text(snake: string): string | null {
    const value = this.raw(snake) ?? ''
    return typeof value === 'string' ? value : null
  }
}
