/** In which looks each picture is drawn: in Arabic once, to see what changes places. */
const looks = [
  { name: '1280-light', width: 1280, theme: 'light', locale: 'en' },
  { name: '1280-dark', width: 1280, theme: 'dark', locale: 'en' },
  { name: '375-dark', width: 375, theme: 'dark', locale: 'en' },
  { name: '375-light', width: 375, theme: 'light', locale: 'en' },
  { name: '375-light-ar', width: 375, theme: 'light', locale: 'ar' },
]

/**
 * The tags of stories that are drawn, set for a whole file or for one story: in every look, or, for what is another's screen with
 * other words, once. `!visual` takes one story of a file back.
 */
const TAGS = { visual: looks, 'visual-once': looks.filter(({ name }) => name === '375-light') }

/** What is drawn, of the stories of the workshop whose names hold one of the given parts: `{ id, pictures: [{ file, …look }] }`. */
export function picturesOf(stories, parts = []) {
  return stories
    .filter(({ id }) => parts.length === 0 || parts.some((part) => id.includes(part)))
    .map(({ id, tags }) => {
      const tag = Object.keys(TAGS).find((one) => tags.includes(one))
      return { id, pictures: (TAGS[tag] ?? []).map((look) => ({ ...look, file: `${id}.${look.name}.png` })) }
    })
    .filter(({ pictures }) => pictures.length > 0)
}
