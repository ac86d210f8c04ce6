// Tables in documents that name tests as `file`: words of its title; words of another.

const namesOf = (source) =>
  [...source.matchAll(/(?:\btest|\bit|\))\(\s*(['`])(.*?)\1,\s*(?:\{[^}]*\},\s*)?(?:async\b|\()/g)].map(
    ([, , name]) => name,
  )

/**
 * What a table names that is not there.
 *
 * @param text - the document
 * @param options.read - the text of a file, or `null` where there is none; of a folder any text
 * @param options.pathsOf - where a file of this name may be
 * @param options.cellOf - the part of a row that names tests
 */
export function problemsOf(text, { read, pathsOf, cellOf = (row) => row }) {
  const problems = []
  for (const row of text.split('\n').filter((line) => line.startsWith('|')))
    for (const [, name, words] of cellOf(row).matchAll(/`([^`]+)`([^`|]*)/g)) {
      const source = pathsOf(name)
        .map(read)
        .find((found) => found !== null)
      if (source === undefined) problems.push(`${name} does not exist`)
      for (const part of source === undefined ? [] : words.replace(/^:/, '').split(';')) {
        const wanted = part.trim()
        const found = namesOf(source).some((title) => title.includes(wanted))
        if (wanted !== '' && wanted !== ',' && !found) problems.push(`${name} has no test "${wanted}"`)
      }
    }
  return problems
}
