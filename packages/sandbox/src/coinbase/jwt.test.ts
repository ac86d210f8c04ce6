import { generateJwt } from '@coinbase/cdp-sdk/auth'
import { describe, expect, it } from 'vitest'
import { issueApiKey } from '../node/api-key.ts'
import { type JwtParts, signJwt } from '../test/harness.ts'
import { verifyBearer } from './jwt.ts'

const now = Date.UTC(2026, 10, 21, 12)
const seconds = now / 1000
const host = 'api.developer.coinbase.com'
const path = '/onramp/v1/sell/options'
const ed = issueApiKey('EdDSA')
const es = issueApiKey('ES256')
const keys = [ed.registered, es.registered]

function check(token: string, at = now, url = `http://127.0.0.1:4010${path}?country=US`, method = 'GET') {
  const request = new Request(url, { method, headers: { authorization: `Bearer ${token}` } })
  return verifyBearer(request, keys, [host, '127.0.0.1:4010'], at)
}

const spoiled = async (over: JwtParts, uri = `GET ${host}${path}`) => check(await signJwt(ed, uri, now, over))

describe('the Bearer token', () => {
  it('is accepted for the official host and for the own one, query left out', async () => {
    expect(await check(await signJwt(ed, `GET ${host}${path}`, now))).toBe(ed.id)
    expect(await check(await signJwt(ed, `GET 127.0.0.1:4010${path}`, now))).toBe(ed.id)
  })

  it.each([
    ['Ed25519', ed],
    ['ES256', es],
  ])('made by cdp-sdk with %s is accepted', async (_, key) => {
    const token = await generateJwt({
      apiKeyId: key.id,
      apiKeySecret: key.secret,
      requestMethod: 'GET',
      requestHost: host,
      requestPath: path,
    })
    expect(await check(token, Date.now())).toBe(key.id)
  })

  it.each<[string, JwtParts]>([
    ['another issuer', { claims: { iss: 'coinbase-cloud' } }],
    ['another subject', { claims: { sub: 'someone' } }],
    ['no nonce in the header', { header: { nonce: undefined } }],
    ['an unknown key id', { header: { kid: 'unknown' } }],
    ['another key than it says', { header: { kid: es.id } }],
    ['a life of more than 120 seconds', { claims: { exp: seconds + 121 } }],
    ['no expiry', { claims: { exp: undefined } }],
    ['no nbf', { claims: { nbf: undefined } }],
    ['nbf in the future', { claims: { nbf: seconds + 30, exp: seconds + 60 } }],
    ['expiry in the past', { claims: { nbf: seconds - 120, exp: seconds - 30 } }],
    ['the older single uri', { claims: { uris: undefined, uri: `GET ${host}${path}` } }],
    ['a second uri', { claims: { uris: [`GET ${host}${path}`, `POST ${host}${path}`] } }],
  ])('with %s is refused', async (_, over) => {
    expect(await spoiled(over)).toBeNull()
  })

  it.each([
    ['the query signed too', `GET ${host}${path}?country=US`],
    ['another method', `POST ${host}${path}`],
    ['another path', `GET ${host}/onramp/v1/sell/config`],
    ['another host', `GET pay.coinbase.com${path}`],
    ['a scheme', `GET https://${host}${path}`],
  ])('with %s is refused', async (_, uri) => {
    expect(await spoiled({}, uri)).toBeNull()
  })

  it('with a changed signature, or absent, is refused', async () => {
    const token = await signJwt(ed, `GET ${host}${path}`, now)
    const [header, payload] = token.split('.')
    const other = (await signJwt(ed, `GET ${host}/other`, now)).split('.')[2]
    expect(await check(`${header}.${payload}.${other}`)).toBeNull()
    expect(await verifyBearer(new Request(`http://localhost${path}`), keys, [host], now)).toBeNull()
  })

  it('is dead 120 seconds and the leeway later', async () => {
    const token = await signJwt(ed, `GET ${host}${path}`, now)
    expect(await check(token, now + 120_000)).toBe(ed.id)
    expect(await check(token, now + 126_000)).toBeNull()
  })
})
