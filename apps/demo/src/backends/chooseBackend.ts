/** Which backend the page speaks to. */
export interface BackendChoice {
  id: 'kit' | 'own' | 'coinbase-json'
  /** Shown in the page where it is not the default. */
  label: string | null
  /** Sells under one reference for all orders, to show that this is refused. */
  constantReference: boolean
}

const labels: Readonly<Record<BackendChoice['id'], string | null>> = {
  kit: null,
  own: 'Backend: written by hand',
  'coinbase-json': 'Backend: plain Coinbase JSON',
}

/**
 * Reads `?backend=own` or `?backend=coinbase-json` from the page's address; anything else is the kit's own backend.
 *
 * @example chooseBackend('?backend=coinbase-json&ref=constant')
 */
export function chooseBackend(search: string): BackendChoice {
  const parameters = new URLSearchParams(search)
  const asked = parameters.get('backend') ?? ''
  const id = Object.hasOwn(labels, asked) ? (asked as BackendChoice['id']) : 'kit'
  return { id, label: labels[id], constantReference: parameters.get('ref') === 'constant' }
}

/**
 * The providers that the page compares and sells through: all that the server serves, or the one that its address names. Backends
 * that are not the kit's know the first alone.
 *
 * @example chooseProviders('?provider=partna', ['coinbase', 'partna'], 'kit') // ['partna']
 */
export function chooseProviders(
  search: string,
  served: readonly string[],
  backend: BackendChoice['id'],
): readonly string[] {
  const known = backend === 'kit' ? served : served.slice(0, 1)
  const asked = new URLSearchParams(search).get('provider')
  return asked !== null && known.includes(asked) ? [asked] : known
}
