import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clientIpFromSocket } from '../node/clientIp.ts'
import { isPrivate, readIp, readIpWithPort, usableClientIp } from './clientIp.ts'
import { clientIpFromHeader } from './clientIpFromHeader.ts'

const user = '203.0.113.9'

/** Everything in which somebody has ever looked for the IP of a user. */
const names = [
  'x-forwarded-for',
  'forwarded',
  'x-real-ip',
  'x-client-ip',
  'client-ip',
  'true-client-ip',
  'x-cluster-client-ip',
  'x-original-forwarded-for',
  'forwarded-for',
  'x-forwarded',
  'via',
  'cf-connecting-ip',
  'x-vercel-forwarded-for',
]

type Written = Record<string, string>
const appended = (headers: Written, ...seen: string[]): Written => {
  const before = headers['x-forwarded-for']
  return { ...headers, 'x-forwarded-for': [...(before === undefined ? [] : [before]), ...seen].join(', ') }
}

/** What each platform does to the headers of a client, what connects to us, and how it is read. */
const platforms: Record<
  string,
  { read: (request: Request) => string | null; sent: (headers: Written) => Written }
> = {
  'a socket': {
    read: (request) => clientIpFromSocket()(request, { remoteAddress: `::ffff:${user}` }),
    sent: (headers) => headers,
  },
  'one proxy': {
    read: (request) => clientIpFromSocket({ trustedHops: 1 })(request, { remoteAddress: '10.0.0.2' }),
    sent: (headers) => appended(headers, user),
  },
  'two proxies, the outer one with ports': {
    read: (request) => clientIpFromSocket({ trustedHops: 2 })(request, { remoteAddress: '::1' }),
    sent: (headers) => appended(headers, `${user}:49152`, '10.0.0.1'),
  },
  Cloudflare: {
    read: clientIpFromHeader('CF-Connecting-IP'),
    sent: (headers) => ({ ...appended(headers, user), 'cf-connecting-ip': user }),
  },
  Vercel: {
    read: clientIpFromHeader('x-vercel-forwarded-for'),
    sent: (headers) => ({ ...headers, 'x-vercel-forwarded-for': user, 'x-forwarded-for': user }),
  },
}

const written = fc.dictionary(
  fc.constantFrom(...names),
  fc.oneof(
    fc.ipV4(),
    fc.ipV6(),
    fc
      .array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('', 'unknown', '_hidden')), { maxLength: 6 })
      .map((all) => all.join(', ')),
    fc.ipV4().map((ip) => `for=${ip};proto=https, for="[2001:db8::1]:80"`),
    fc.constantFrom('127.0.0.1', '::1', '"', ',', ',,', 'x'.repeat(50), `${user}, 1.1.1.1`),
  ),
)

describe.each(Object.entries(platforms))('the IP behind %s', (_, { read, sent }) => {
  it('is not moved by anything that a client can write', () => {
    fc.assert(
      fc.property(written, (headers) => {
        const request = new Request('https://app.example', { headers: sent(headers) })
        expect(usableClientIp(read(request), request, { developmentClientIp: null })).toBe(user)
      }),
      { numRuns: 1_000 },
    )
  })

  it('is refused where the platform said none', () => {
    const request = new Request('https://app.example', { headers: { 'x-real-ip': '1.1.1.1' } })
    const found = read === platforms['a socket']?.read ? clientIpFromSocket()(request) : read(request)
    expect(() => usableClientIp(found, request, { developmentClientIp: null })).toThrow(
      expect.objectContaining({ code: 'client_ip_unknown' }),
    )
  })
})

describe('an address', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    [' 203.0.113.9 ', '203.0.113.9'],
    ['::ffff:203.0.113.9', '203.0.113.9'],
    ['::FFFF:CB00:7109', '203.0.113.9'],
    ['0:0:0:0:0:ffff:203.0.113.9', '203.0.113.9'],
    ['2001:DB8:0:0::0007', '2001:db8::7'],
    ['010.1.1.1', null],
    ['1.1.1.01', null],
    ['0x7f.0.0.1', null],
    ['2130706433', null],
    ['127.1', null],
    ['1.2.3.4%20', null],
    ['fe80::1%eth0', null],
    ['[::1]', null],
    ['1.2.3.4, 5.6.7.8', null],
    ['１.2.3.4', null],
  ])('%j reads as %j', (text, ip) => {
    expect(readIp(text)).toBe(ip)
  })

  it.each([
    ['203.0.113.9:49152', '203.0.113.9'],
    ['[2001:db8::7]:49152', '2001:db8::7'],
    ['[2001:db8::7]', '2001:db8::7'],
    ['2001:db8::7', '2001:db8::7'],
    ['203.0.113.9:', null],
    ['203.0.113.9:port', null],
    ['203.0.113.9:123456', null],
    ['1.1.1.1 203.0.113.9:1', null],
    ['', null],
    [undefined, null],
  ])('with a port, %j reads as %j', (text, ip) => {
    expect(readIpWithPort(text)).toBe(ip)
  })

  it('of no one on the internet is told to no provider, however it is spelt', () => {
    for (const text of [
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '0:0:0:0:0:ffff:a01:101',
      '::ffff:169.254.169.254',
      '::127.0.0.1',
      '64:ff9b::a00:1',
      'fec0::1',
      'ff02::1',
      '224.0.0.1',
      '255.255.255.255',
      '198.18.0.1',
      '192.0.0.8',
    ])
      expect(isPrivate(readIp(text) ?? 'none'), text).toBe(true)
  })
})

it.each(['x-forwarded-for', 'X-Forwarded-For', 'Forwarded', 'via', '', 'a b', 'x\r\ny'])(
  'clientIpFromHeader(%j) is refused: it is no header of a platform',
  (name) => {
    expect(() => clientIpFromHeader(name)).toThrow(expect.objectContaining({ code: 'invalid_config' }))
  },
)
