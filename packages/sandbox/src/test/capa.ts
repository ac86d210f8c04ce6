import type { TestSandbox } from './harness.ts'

const api = '/api/partner/v2'
const clabe = '014680260346007120'
export const mexican = { country: 'MX', accountIdentifier: clabe }
export const selling = {
  fiatCurrency: 'MXN',
  blockchainSymbol: 'BASE',
  tokenSymbol: 'USDC',
  cryptoAmount: 25,
}

/** Calls Capa's API with the main partner's key, or another one; `null` sends none. */
export async function callCapa(
  sandbox: TestSandbox,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  path: string,
  body?: unknown,
  key: string | null = sandbox.capa.key,
) {
  const response = await fetch(sandbox.url + api + path, {
    method,
    headers: { 'content-type': 'application/json', ...(key === null ? {} : { 'partner-api-key': key }) },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const json = text.startsWith('{') ? JSON.parse(text) : null
  return { status: response.status, text, json, data: json?.data }
}

/** A new user of the main partner, verified unless told otherwise. */
export async function makeUser(
  sandbox: TestSandbox,
  verified = true,
  key = sandbox.capa.key,
): Promise<string> {
  const body = { type: 'INDIVIDUAL', email: 'ana@example.com' }
  const { data } = await callCapa(sandbox, 'POST', '/users', body, key)
  if (verified) sandbox.control.capa.setKyc(data.userId, 'VERIFIED')
  return data.userId
}

/** An order of a new verified user over 25 USDC on Base, paid to a Mexican account. */
export async function placeCapaOrder(sandbox: TestSandbox, over: Record<string, unknown> = {}) {
  const userId = await makeUser(sandbox)
  const body = { userId, userBankInformation: mexican, ...selling, ...over }
  const { data, text } = await callCapa(sandbox, 'POST', '/off-ramp', body)
  if (data === undefined) throw new Error(text)
  return data as { id: string; userId: string; status: string; destinationWalletAddress: string }
}

/** The order as the list shows it. */
export async function capaRow(sandbox: TestSandbox, id: string) {
  const { data } = await callCapa(sandbox, 'GET', `/transactions?id=${id}`)
  return data.data[0]
}
