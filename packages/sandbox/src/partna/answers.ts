import { writeJson } from './json.ts'

const json = (status: number, value: unknown) =>
  new Response(writeJson(value), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  })

/** The success envelope: `{"data":…,"message":"success"}`. */
export const ok = (data: unknown, status: 200 | 201 = 200) => json(status, { data, message: 'success' })

/** The error envelope has no code: callers read the status and the text. */
export const refuse = (status: number, message: string) => json(status, { message })

/** As the server's validator writes it. */
export const invalid = (field: string, expected: string, value: string) =>
  json(400, {
    data: [`Field: [${field}] Expected:[${expected}] Value: [${value}]`],
    message: 'validation error',
  })

/** The documented 503 of the rates. */
export const noRates = () => refuse(503, 'Rates not available, please try again later')
