import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A provider over HTTP that has paid every order that it is asked about, and counts the questions. */
export async function startProvider() {
  const asked: string[] = []
  let gate = Promise.resolve()
  const server = createServer((request, response) => {
    const orderId = (request.url ?? '').slice(1)
    asked.push(orderId)
    void gate.then(() =>
      response.end(JSON.stringify([{ rowId: `row-${orderId}`, state: 'paid', fields: {} }])),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    /** Answers nothing until the result is called. */
    hold() {
      let letGo: () => void = () => undefined
      gate = new Promise((resolve) => {
        letGo = resolve
      })
      return letGo
    },
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
