// The component workshop as it would be published: a folder of files, served as a file server does.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where `pnpm build-storybook` puts it. */
const siteFolder = fileURLToPath(new URL('../../storybook-static', import.meta.url))

const TYPES = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
}

/** Files and nothing else, on a free port of this machine. Answers its address and how to close it. */
export async function openSite(folder = siteFolder) {
  if (!existsSync(join(folder, 'index.json')))
    throw new Error('The workshop is not built: run `pnpm build-storybook` first.')
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://files')
    const file = pathname === '/' ? 'index.html' : decodeURIComponent(pathname.slice(1))
    try {
      const bytes = await readFile(join(folder, file.replaceAll('..', '')))
      response.setHeader('content-type', TYPES[extname(file)] ?? 'application/octet-stream').end(bytes)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** What the workshop holds, by its own index: `{ id, title, name, tags }` of each story. */
export async function storiesOf(folder = siteFolder) {
  const { entries } = JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'))
  return Object.values(entries).filter(({ type }) => type === 'story')
}
