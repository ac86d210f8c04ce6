/** More than anybody rotates through; beyond that all are forgotten, so that memory stays bounded. */
const mostKeys = 64

/**
 * The same import, done once for each text: parsing a key costs more than the signature that is checked with it. What could not be
 * imported is tried again.
 */
export function keptKeys<key>(read: (text: string) => Promise<key>): (text: string) => Promise<key> {
  const known = new Map<string, Promise<key>>()
  return (text) => {
    const found = known.get(text)
    if (found) return found
    if (known.size >= mostKeys) known.clear()
    const key = read(text)
    known.set(text, key)
    void key.catch(() => known.delete(text))
    return key
  }
}
