import { fileURLToPath } from 'node:url'
import { build, type Rolldown } from 'vite'

export interface RaceFile {
  type: string
  body: string
}

/** The page, or the same page with a safety taken out. */
export type RacePage = 'main' | 'mutated'

const html = (page: RacePage) => `<!doctype html>
<html lang="en"><head><title>Race</title><link rel="icon" href="data:,"></head>
<body data-stage="">
<button id="review">Review</button><button id="send">Send</button><button id="close">Close</button>
<script>
window.ready = new Promise((resolve, reject) => {
  document.addEventListener('race-ready', resolve)
  for (const event of ['error', 'unhandledrejection'])
    addEventListener(event, () => reject(new Error('The page did not start.')), true)
})
window.ready.catch(() => undefined)
</script>
<script type="module" src="/${page}/entry.js"></script>
</body></html>`

/**
 * The files of a race page, by path. It is bundled from the sources of the kit; code that the kit loads late stays in files
 * of its own.
 */
export async function raceFiles(page: RacePage): Promise<ReadonlyMap<string, RaceFile>> {
  const built = (await build({
    configFile: false,
    logLevel: 'silent',
    base: `/${page}/`,
    resolve: { conditions: ['offrampkit-source', 'module', 'browser', 'production'] },
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: fileURLToPath(new URL(`../page/${page}.ts`, import.meta.url)),
        output: { entryFileNames: 'entry.js' },
      },
    },
  })) as Rolldown.RolldownOutput
  const files = new Map<string, RaceFile>([[`/${page}/`, { type: 'text/html', body: html(page) }]])
  for (const file of built.output)
    if (file.type === 'chunk')
      files.set(`/${page}/${file.fileName}`, { type: 'text/javascript', body: file.code })
  return files
}
