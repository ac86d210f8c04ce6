import { describe, expect, it } from 'vitest'
import { steerClock } from '../clock.ts'
import { seededRandom } from '../random.ts'
import { stillClock } from '../test/harness.ts'
import { ApiBody } from './body.ts'
import { defaultCoinbaseSettings } from './settings.ts'
import { createTokens, isPublicIp } from './tokens.ts'

const address = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266'

function setup(settings = {}) {
  const clock = steerClock(stillClock())
  const tokens = createTokens({
    clock,
    random: seededRandom(3),
    settings: { ...defaultCoinbaseSettings, ...settings },
  })
  const create = (body: Record<string, unknown>) =>
    tokens.create(
      new ApiBody({ addresses: [{ address, blockchains: ['base'] }], clientIp: '192.0.2.1', ...body }),
      'app',
    )
  const mint = async () => ((await create({}).json()) as { token: string }).token
  return { clock, tokens, create, mint }
}

describe('session tokens', () => {
  it('have 48 characters and differ', async () => {
    const { mint } = setup()
    const [a, b] = [await mint(), await mint()]
    expect(a).toMatch(/^[\w-]{48}$/)
    expect(a).not.toBe(b)
  })

  it('work once', async () => {
    const { tokens, mint } = setup()
    const token = await mint()
    expect(tokens.consume(token)?.addresses.get('base')).toBe(address)
    expect(tokens.consume(token)).toBeNull()
    expect(tokens.consume('never made')).toBeNull()
  })

  it('die five minutes after they were made', async () => {
    const { clock, tokens, mint } = setup()
    const [early, late] = [await mint(), await mint()]
    clock.advance(299_999)
    expect(tokens.consume(early)).not.toBeNull()
    clock.advance(1)
    expect(tokens.consume(late)).toBeNull()
  })

  it.each<[string, Record<string, unknown>]>([
    ['no addresses', { addresses: [] }],
    ['addresses as text', { addresses: address }],
    ['an address that is none', { addresses: [{ address: '0x12', blockchains: ['base'] }] }],
    ['no network', { addresses: [{ address, blockchains: [] }] }],
    [
      'two addresses for one network',
      {
        addresses: [
          { address, blockchains: ['base'] },
          { address, blockchains: ['base'] },
        ],
      },
    ],
    ['assets that are not text', { assets: [1] }],
    ['no client address', { clientIp: '' }],
    ['a loopback client address', { clientIp: '127.0.0.1' }],
  ])('are refused with %s', (_, body) => {
    expect(setup().create(body).status).toBe(400)
  })

  it('take a private client address, or none, when told to', () => {
    expect(setup({ allowPrivateClientIp: true }).create({ clientIp: '127.0.0.1' }).status).toBe(200)
    expect(setup({ requireClientIp: false }).create({ clientIp: '' }).status).toBe(200)
  })

  it('read the snake_case name too', () => {
    expect(setup().create({ clientIp: undefined, client_ip: '203.0.113.9' }).status).toBe(200)
  })
})

describe('public addresses', () => {
  it.each(['192.0.2.1', '8.8.8.8', '172.32.0.1', '100.128.0.1', '2001:db8::1'])('%s is taken', (ip) => {
    expect(isPublicIp(ip)).toBe(true)
  })
  it.each([
    '10.0.0.1',
    '127.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.1.1',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '256.1.1.1',
    'localhost',
    '',
  ])('%s is not', (ip) => {
    expect(isPublicIp(ip)).toBe(false)
  })
})
