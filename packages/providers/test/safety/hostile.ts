import { mutate } from '../../src/testing/mutate.ts'

/** What providers may know and say in a bad moment, and nobody else is to hear. */
export const canaries = [
  'tok_51H8sLeAk3dT0keNqWx9',
  'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJsZWFrIn0.c2lnbmF0dXJl',
  'DE89370400440532013000',
  'DE89 3704 0044 0532 0130 00',
  '032180000118359719',
  '000123456789',
  '0726140198',
  'ada.leak@example.com',
  '0xbadc0ffee0ddf00dbadc0ffee0ddf00dbadc0ffe',
  'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  'Safaricom::0726140198',
  '-----BEGIN PRIVATE KEY-----MIIEvQ',
] as const

/** Parts that give them away as well: what is shown of an account is its end. */
export const traces: readonly string[] = [
  ...canaries,
  ...canaries.filter((text) => /\d{8}$/.test(text)).map((text) => text.slice(-8)),
  'adcoffee0ddf00d',
  'ada.leak',
]

/** What a provider answers when it should not be believed. `success`: it may pass for an answer, and be shown to its owner. */
export interface Hostile {
  success: boolean
  answer: (good: () => Promise<Response>, url: string) => Promise<Response>
}

type Random = () => number
const pick = <value>(random: Random, from: readonly value[]): value =>
  from[Math.floor(random() * from.length)] as value

const statuses = [400, 401, 403, 404, 408, 409, 410, 418, 422, 429, 500, 502, 503, 504] as const

/** Errors in the shapes of these and of other APIs, with what must not leak wherever a text can stand. */
const errorShapes: readonly ((leak: () => string) => unknown)[] = [
  (leak) => ({ code: leak(), message: leak() }),
  (leak) => ({ code: 3, message: `invalid value ${leak()}`, details: [{ '@type': 'x', reason: leak() }] }),
  (leak) => ({ errorType: leak(), errorMessage: leak(), errorLink: `https://x.example/?token=${leak()}` }),
  (leak) => ({ errorType: 'invalid_request', errorMessage: leak(), correlationId: leak() }),
  (leak) => ({
    success: false,
    code: 'BAD_REQUEST',
    message: `Should be between ${leak()} and ${leak()} MXN`,
  }),
  (leak) => ({ success: false, error: { code: leak(), message: [leak(), leak()] } }),
  (leak) => ({ success: false, code: 'INVALID_BANK', message: `clabe ${leak()} of ${leak()} is invalid` }),
  (leak) => ({ data: [`Field: [${leak()}] Expected:[x] Value: [${leak()}]`], message: leak() }),
  (leak) => ({
    data: [`Field: [accountNumber] Value: [${leak()}]`],
    message: `invalid bank account ${leak()}`,
  }),
  (leak) => ({ message: `pending ramp request ${leak()}`, data: { paymentAddress: leak() } }),
  (leak) => ({ message: `purchase amount is not within the payment method limits for ${leak()}` }),
  (leak) => ({ [leak()]: leak(), error: leak(), errors: [leak(), { [leak()]: leak() }] }),
  (leak) => [leak(), [leak()]],
  (leak) => leak(),
  (leak) => `<html><title>502</title><pre>Authorization: Bearer ${leak()} ${leak()}</pre></html>`,
  (leak) => `{"message":"${leak()}`,
  () => null,
  () => '',
]

export function hostile(random: Random): Hostile {
  const leak = () => pick(random, canaries)
  const text = () => {
    const body = pick(random, errorShapes)(leak)
    return typeof body === 'string' ? body : JSON.stringify(body)
  }
  const headers = () => ({
    'content-type': pick(random, ['application/json', 'text/html', `text/plain; x="${leak()}"`]),
    'retry-after': pick(random, ['1', '7', leak(), 'Wed, 21 Oct 2026 07:28:00 GMT']),
    'www-authenticate': `Bearer error="${leak()}"`,
    'set-cookie': `session=${encodeURIComponent(leak())}`,
  })
  const fails = (answer: (url: string) => Response | Promise<Response>): Hostile => ({
    success: false,
    answer: async (_, url) => await answer(url),
  })
  const kind = Math.floor(random() * 10)
  if (kind < 5)
    return fails(() => new Response(text(), { status: pick(random, statuses), headers: headers() }))
  // A yes that is none.
  if (kind === 5) return { success: true, answer: async () => new Response(text(), { headers: headers() }) }
  if (kind === 6)
    return {
      success: true,
      async answer(good) {
        const body = await (await good()).text()
        const leaking = body.replace(/"([^"\\]{3,})"(?!\s*:)/g, (all) =>
          random() < 0.3 ? JSON.stringify(leak()) : all,
        )
        return new Response(random() < 0.5 ? leaking : mutate(leaking, random))
      },
    }
  if (kind === 7)
    return fails(
      (url) =>
        new Response(null, {
          status: 302,
          headers: { location: `${url}?token=${encodeURIComponent(leak())}` },
        }),
    )
  if (kind === 8)
    return fails((url) => {
      throw Object.assign(
        new TypeError(`fetch failed: ${url}?sessionToken=${leak()}`, { cause: new Error(leak()) }),
        {
          config: { headers: { authorization: `Bearer ${leak()}` } },
          stack: `TypeError: ${leak()}\n    at ${leak()} (https://x.example/?token=${leak()}:1:1)`,
        },
      )
    })
  return fails(() => {
    const half = JSON.stringify({ message: leak() }).slice(0, 20)
    const broken = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode(half))
        controller.error(new Error(`socket hang up: ${leak()}`))
      },
    })
    return new Response(broken, { headers: headers() })
  })
}
