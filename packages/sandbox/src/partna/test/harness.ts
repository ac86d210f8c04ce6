import type { StartSandboxOptions } from '../../node/start.ts'
import { startTestSandbox, type TestSandbox } from '../../test/harness.ts'

const HOOK = 'http://127.0.0.1:9/partna'

export interface Heard {
  /** The whole body, as it came. */
  body: string
  event: string
  /** The raw text of `data`: what the signature covers. */
  data: string
  signature: string
  json: Record<string, unknown>
}

/** A sandbox with Celo whose Partna webhooks end in an array. */
export async function startPartna(options: StartSandboxOptions = {}) {
  const heard: Heard[] = []
  const answer = { status: 200 }
  const sandbox = await startTestSandbox({
    celo: true,
    ...options,
    fetch: async (input, init) => {
      if (input !== HOOK) return fetch(input, init)
      const body = String(init?.body)
      const cut = /^\{"event":"(\w+)","data":(.*),"signature":"([^"]*)"\}$/.exec(body)
      const [, event = '', data = '', signature = ''] = cut ?? []
      heard.push({ body, event, data, signature, json: JSON.parse(data) })
      return new Response(null, { status: answer.status })
    },
  })
  sandbox.control.partna.setWebhookUrl(HOOK)
  return { sandbox, partna: sandbox.control.partna, heard, answer, hook: HOOK }
}

/** Asks Partna's API as the merchant of this run. */
export async function askPartna(
  sandbox: TestSandbox,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
) {
  const response = await fetch(`${sandbox.url}/v4${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      'x-api-key': sandbox.partna.apiKey,
      'x-api-user': sandbox.partna.merchant,
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, json: text.startsWith('{') ? JSON.parse(text) : null }
}

export const REFERENCE = 'a13953b727b9f20ab1ab76dfd9abe4ca'

/** Opens the widget with the documented example; `post` presses one of its buttons. */
export async function openWidget(sandbox: TestSandbox, params: Record<string, string> = {}) {
  const query = new URLSearchParams({
    amount: '0.11',
    from_currency: 'CUSD',
    from_network: 'celo',
    to_currency: 'KES',
    merchant: sandbox.partna.merchant,
    reference: REFERENCE,
    ...params,
  })
  const opened = await fetch(`${sandbox.url}/v4/pay/offramp?${query}`, { redirect: 'manual' })
  const location = opened.headers.get('location') ?? ''
  const page = async () => (location === '' ? opened.text() : (await fetch(sandbox.url + location)).text())
  const post = (fields: Record<string, string>) =>
    fetch(sandbox.url + location, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  return { opened, location, page, post }
}

/** The payout step, filled in for Kenya. */
export const kenyan = {
  action: 'continue',
  accountName: 'sandboxuser',
  mobileNetwork: 'Safaricom',
  accountNumber: '0700000001',
}

/** A widget sale of 0.11 CUSD that waits for its deposit. */
export async function placeRamp(sandbox: TestSandbox, params: Record<string, string> = {}) {
  const address = String(sandbox.accounts[0])
  const visit = await openWidget(sandbox, { address, ...params })
  await visit.post(kenyan)
  await sandbox.tick()
  const [ramp] = sandbox.control.partna.ramps(params.reference ?? REFERENCE)
  if (ramp === undefined) throw new Error(`no sale: ${await visit.page()}`)
  return { visit, ramp }
}
