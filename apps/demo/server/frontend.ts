import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

export type NodeHandler = (request: IncomingMessage, response: ServerResponse) => void

/**
 * The page: from Vite while developing, or from `dist` as it would be deployed.
 *
 * @param server - the one that serves it, which carries Vite's own messages too: a port of their own would be for one demo alone
 */
export async function createFrontend(
  built: boolean,
  server: Server,
): Promise<{ handle: NodeHandler; close(): Promise<void> }> {
  if (built) return { handle: serveDist, close: async () => undefined }
  const { createServer } = await import('vite')
  const vite = await createServer({
    root,
    configFile: join(root, 'vite.config.ts'),
    server: { middlewareMode: true, ws: { server } },
    appType: 'spa',
  })
  return { handle: (request, response) => vite.middlewares(request, response), close: () => vite.close() }
}

const kinds: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.map': 'application/json',
  '.svg': 'image/svg+xml',
}

function serveDist(request: IncomingMessage, response: ServerResponse): void {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const wanted = normalize(join(root, 'dist', pathname))
  const inside = wanted.startsWith(join(root, 'dist'))
  void fileOr(inside && extname(wanted) !== '' ? wanted : '', join(root, 'dist', 'index.html')).then(
    (file) => {
      response.setHeader('content-type', kinds[extname(file)] ?? 'application/octet-stream')
      response.setHeader('x-content-type-options', 'nosniff')
      response.setHeader('referrer-policy', 'no-referrer')
      if (extname(file) === '.html') response.setHeader('cache-control', 'no-store')
      createReadStream(file)
        .on('error', () => {
          response.statusCode = 500
          response.end('The page is not built. Run: npm run build')
        })
        .pipe(response)
    },
  )
}

async function fileOr(file: string, otherwise: string): Promise<string> {
  const found =
    file === ''
      ? false
      : await stat(file)
          .then((s) => s.isFile())
          .catch(() => false)
  return found ? file : otherwise
}
