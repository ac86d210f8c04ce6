/** Hex by the standard; some wallets answer with a number or a decimal. */
export function readChainId(value: unknown): number | null {
  if (typeof value === 'number') return value
  if (typeof value !== 'string') return null
  return /^0x[0-9a-f]+$/i.test(value) || /^\d+$/.test(value) ? Number(value) : null
}
