// Draws every story that is tagged `visual`, and compares it with the picture that is kept of it.
//   node .ci/visual.mjs [--update] [part of a story's id …]     --update keeps what is drawn now
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { compare } from './visual/compare.mjs'
import { draw, openWorkshop, show } from './visual/draw.mjs'
import { picturesOf } from './visual/looks.mjs'
import { kept } from './visual/picture.mjs'
import { openSite, storiesOf } from './workshop/site.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const screens = join(root, 'packages/react/test/screens')
const results = join(root, 'test-results/visual')
/** Of all pictures, in bytes. */
const BUDGET = 5_000_000
/** One that does not match is drawn again: what loads late on a busy machine is no difference. */
const TRIES = 4
const PAGES = 2

const update = process.argv.includes('--update')
const parts = process.argv.slice(2).filter((one) => one !== '--update')

/** Draws until the same comes twice, and keeps it. */
async function keep(page, { file, ...look }) {
  let before = kept(await draw(page, look))
  for (let tries = 0; tries < TRIES; tries += 1) {
    const now = kept(await draw(page, look))
    if (now.equals(before)) {
      const path = join(screens, file)
      // One that shows the same as before stays as it is, so that a refresh changes only what changed.
      if (!existsSync(path) || !compare(readFileSync(path), now).same) writeFileSync(path, now)
      return null
    }
    before = now
  }
  return 'never looks the same twice'
}

/** Draws, and says what differs from the picture that is kept. */
async function check(page, { file, ...look }) {
  const path = join(screens, file)
  const expected = existsSync(path) && readFileSync(path)
  let actual
  let found
  for (let tries = 0; tries < TRIES && !found?.same; tries += 1) {
    actual = kept(await draw(page, look))
    found = expected ? compare(expected, actual) : { same: false, why: 'has no picture yet' }
    if (!expected) break
  }
  if (found.same) return null
  mkdirSync(results, { recursive: true })
  writeFileSync(join(results, file.replace(/png$/, 'actual.png')), actual)
  if (expected) writeFileSync(join(results, file.replace(/png$/, 'expected.png')), expected)
  if (found.difference) writeFileSync(join(results, file.replace(/png$/, 'diff.png')), found.difference)
  return found.why
}

/** Draws stories from the queue until it is empty. */
async function work(url, queue, problems) {
  let workshop = await openWorkshop(url)
  for (let story = queue.shift(); story; story = queue.shift()) {
    try {
      await show(workshop.page, story.id)
      for (const picture of story.pictures) {
        const problem = await (update ? keep : check)(workshop.page, picture)
        if (problem) problems.set(picture.file, problem)
      }
    } catch (error) {
      problems.set(story.id, `cannot be drawn: ${error.message}`)
      await workshop.close()
      workshop = await openWorkshop(url)
    }
  }
  await workshop.close()
}

const began = performance.now()
rmSync(results, { recursive: true, force: true })
mkdirSync(screens, { recursive: true })
const stories = picturesOf(await storiesOf(), parts)
if (stories.length === 0) throw new Error('No story is tagged `visual`, or none of that name.')
const wanted = stories.flatMap(({ pictures }) => pictures.map(({ file }) => file))
const problems = new Map()
const site = await openSite()
try {
  const queue = [...stories]
  await Promise.all(Array.from({ length: PAGES }, () => work(site.url, queue, problems)))
} finally {
  site.close()
}
for (const file of parts.length === 0 ? readdirSync(screens) : []) {
  if (wanted.includes(file)) continue
  if (update) rmSync(join(screens, file))
  else problems.set(file, 'is kept, and no story is drawn like that')
}
const bytes = readdirSync(screens).reduce((sum, file) => sum + statSync(join(screens, file)).size, 0)
if (bytes > BUDGET) problems.set('all pictures', `are ${bytes} bytes; at most ${BUDGET}`)

for (const [what, why] of problems) console.error(`${what} ${why}`)
if (problems.size > 0 && existsSync(results))
  console.error(
    `What was drawn, and what differs: ${relative(process.cwd(), results)}. Where it is meant: pnpm test:visual --update`,
  )
const seconds = ((performance.now() - began) / 1000).toFixed(0)
console.log(
  `screens: ${wanted.length} pictures of ${stories.length} stories, ${(bytes / 1e6).toFixed(2)} MB, ${problems.size} problems, in ${seconds} s`,
)
mkdirSync(join(root, 'test-results'), { recursive: true })
writeFileSync(
  join(root, 'test-results/visual.json'),
  JSON.stringify({
    numPassedTests: Math.max(0, wanted.length - problems.size),
    numFailedTests: problems.size,
    numPendingTests: 0,
    numTodoTests: 0,
    success: problems.size === 0,
    testResults: [],
  }),
)
process.exitCode = problems.size > 0 ? 1 : 0
