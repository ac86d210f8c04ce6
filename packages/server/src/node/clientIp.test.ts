import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isPrivate, readIp } from '../guards/clientIp.ts'
import { clientIpFromSocket } from './clientIp.ts'

const ask = (header: string | null, hops: number, remoteAddress: string | undefined = '10.0.0.2') =>
  clientIpFromSocket({ trustedHops: hops })(
    new Request('https://app.example', header === null ? {} : { headers: { 'x-forwarded-for': header } }),
    { remoteAddress },
  )

describe('clientIpFromSocket', () => {
  it('reads no header unless it is told of a proxy', () => {
    expect(ask('1.1.1.1', 0, '203.0.113.9')).toBe('203.0.113.9')
    expect(ask('1.1.1.1', 0, '::ffff:203.0.113.9')).toBe('203.0.113.9')
    expect(clientIpFromSocket()(new Request('https://app.example'))).toBeNull()
  })

  it('counts from the right', () => {
    expect(ask('6.6.6.6, 7.7.7.7, 203.0.113.9', 1)).toBe('203.0.113.9')
    expect(ask('6.6.6.6, 203.0.113.9, 10.0.0.1', 2)).toBe('203.0.113.9')
    expect(ask('203.0.113.9', 2)).toBeNull()
    expect(ask(null, 1)).toBeNull()
    expect(ask('not an address', 1)).toBeNull()
    expect(clientIpFromSocket({ trustedHops: 1 })(new Request('https://app.example'))).toBeNull()
  })

  it('is not moved by anything that a client can write', () => {
    const written = fc.array(
      fc.oneof(fc.ipV4(), fc.ipV6(), fc.constantFrom('', 'unknown', '"', 'x'.repeat(50))),
    )
    fc.assert(
      fc.property(written, fc.integer({ min: 1, max: 3 }), (spoofed, hops) => {
        const proxies = ['203.0.113.9', '10.0.0.3', '10.0.0.4'].slice(0, hops)
        expect(ask([...spoofed, ...proxies].join(', '), hops)).toBe('203.0.113.9')
        expect(ask([...spoofed, ...proxies].join(','), 0, '198.51.100.4')).toBe('198.51.100.4')
      }),
      { numRuns: 500 },
    )
  })

  it('refuses a count that makes no sense', () => {
    for (const trustedHops of [-1, 1.5, Number.NaN, 99])
      expect(() => clientIpFromSocket({ trustedHops })).toThrow(/trustedHops/)
  })
})

describe('readIp', () => {
  it('knows addresses from anything else', () => {
    expect(readIp('2001:DB8::1')).toBe('2001:db8::1')
    for (const bad of [
      '',
      '1.2.3',
      '256.1.1.1',
      '1.2.3.4.5',
      '1.2.3.4:80',
      '::g',
      ':::',
      '1.2.3.4\r\nx: y',
      null,
    ])
      expect(readIp(bad)).toBeNull()
    for (const ip of [
      '10.1.1.1',
      '127.0.0.1',
      '192.168.1.1',
      '172.31.0.1',
      '169.254.1.1',
      '100.64.0.1',
      '::1',
      'fd00::1',
    ])
      expect(isPrivate(ip)).toBe(true)
    for (const ip of ['8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:db8::1'])
      expect(isPrivate(ip)).toBe(false)
  })
})
