import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callCapa, makeUser, mexican, selling } from '../test/capa.ts'
import { startTestSandbox, type TestSandbox } from '../test/harness.ts'
import { CAPA_ERRORS, type CapaErrorName } from './errors.ts'

let sandbox: TestSandbox

beforeAll(async () => {
  sandbox = await startTestSandbox()
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.stop())

const quote = (over: Record<string, unknown> = {}) =>
  callCapa(sandbox, 'POST', '/quotes', { transactionType: 'OFF_RAMP', ...selling, ...over })

async function makeReceiver(userId: string, key = sandbox.capa.key): Promise<string> {
  const who = { receiverType: 'INDIVIDUAL', email: 'eva@example.com', taxId: 'XAXX010101000' }
  const body = { userId, ...who, firstName: 'Eva', lastName: 'Luna', countryOfBirth: 'MX' }
  return (await callCapa(sandbox, 'POST', '/receivers', body, key)).data.id
}

const saveAccount = async (userId: string, key = sandbox.capa.key): Promise<string> =>
  (await callCapa(sandbox, 'POST', `/banks/users/${userId}/accounts`, mexican, key)).data.id

const absent = '00000000-0000-4000-8000-000000000000'

/** What a create needs to meet each row of the create page's tables: over a request that is right otherwise. */
const inputs: Partial<Record<CapaErrorName, (userId: string) => unknown>> = {
  userIdMissing: () => ({ userId: undefined }),
  userNotVerified: async () => ({ userId: await makeUser(sandbox, false) }),
  invalidInput: () => ({ userBankInformation: { country: 'MX', accountIdentifier: '12' } }),
  quoteOrFields: () => ({ cryptoAmount: undefined }),
  fiatDisabled: () => ({ fiatCurrency: 'XYZ' }),
  pairDisabled: () => ({ tokenSymbol: 'USDT' }),
  quoteExpired: async () => {
    const { quoteId } = (await quote()).data
    sandbox.clock.move(10_000)
    return { quoteId }
  },
  quoteOtherKind: async () => ({ quoteId: (await quote({ transactionType: 'ON_RAMP' })).data.quoteId }),
  otcToken: () => ({ tokenSymbol: 'ETH', cryptoAmount: 2 }),
  bankMissing: () => ({ userBankInformation: undefined }),
  receiverNotVerified: async (userId) => {
    const receiverId = await makeReceiver(userId)
    sandbox.control.capa.setReceiverVerified(receiverId, false)
    return { receiverId }
  },
  fiatRange: () => ({ cryptoAmount: undefined, fiatAmount: 1 }),
  tokenRange: () => ({ cryptoAmount: '0.5' }),
  receiverInitiates: async (userId) => ({ userId: await makeReceiver(userId) }),
  receiverMismatch: async () => ({ receiverId: await makeReceiver(await makeUser(sandbox)) }),
  bankOtherUser: async () => ({
    userBankInformation: undefined,
    userBankInformationId: await saveAccount(await makeUser(sandbox)),
  }),
  bankOtherPartner: async () => {
    const { otherKey } = sandbox.capa
    const account = await saveAccount(await makeUser(sandbox, true, otherKey), otherKey)
    return { userBankInformation: undefined, userBankInformationId: account }
  },
  receiverNotFound: () => ({ receiverId: absent }),
  bankNotFound: () => ({ userBankInformation: undefined, userBankInformationId: absent }),
}

describe('the tables of errors', () => {
  it.each(Object.entries(inputs))('%s', async (name, input) => {
    const userId = await makeUser(sandbox)
    const over = (await input(userId)) as object
    const body = { userId, userBankInformation: mexican, ...selling, ...over }
    const [status, code, message] = CAPA_ERRORS[name as CapaErrorName]
    const answer = await callCapa(sandbox, 'POST', '/off-ramp', body)
    expect(answer).toMatchObject({ status, json: { success: false, code } })
    if (name === 'fiatRange') expect(answer.json.message).toBe(`${message} 17.3 and 1730000`)
    else if (name === 'tokenRange') expect(answer.json.message).toBe(`${message} 1 and 100000`)
    else expect(answer.json.message).toBe(message)
    expect(sandbox.control.capa.orders()).toEqual([])
  })

  it('the common ones: no key, no key at all by its form, a wrong key, a partner that may not', async () => {
    const message = async (key: string | null) =>
      (await callCapa(sandbox, 'POST', '/off-ramp', {}, key)).json.message
    expect(await message(null)).toBe('API Key is missing')
    expect(await message('abc')).toBe('Invalid API Key format')
    expect(await message('a'.repeat(32))).toBe('Invalid API Key')
    sandbox.control.capa.setSettings({ invalidPartnerFlow: true })
    expect(await message(sandbox.capa.key)).toBe('The partner has an invalid flow.')
  })

  it('has 23 rows, of which all are met above', () => {
    const common = ['keyMissing', 'keyFormat', 'keyInvalid', 'partnerFlow']
    expect(Object.keys(CAPA_ERRORS).slice(0, 23).sort()).toEqual([...common, ...Object.keys(inputs)].sort())
  })

  it('the body has any of the shapes that are possible, and the limits may be missing', async () => {
    const userId = await makeUser(sandbox)
    const body = { userId, userBankInformation: mexican, ...selling, cryptoAmount: '0.5' }
    const ask = async (errorBody: string) => {
      sandbox.control.capa.setSettings({ errorBody, limitsInMessage: false })
      return (await callCapa(sandbox, 'POST', '/off-ramp', body)).json
    }
    const code = 'INVALID_TOKEN_AMOUNT_ERROR'
    const message = 'Token amount is outside of the allowed range for OFF_RAMP. Should be between and'
    expect(await ask('nested')).toMatchObject({ error: { code, message } })
    expect(await ask('errorCode')).toMatchObject({ errorCode: code, message })
    expect(await ask('message-list')).toMatchObject({ code, message: [message] })
  })

  it.each([
    ['both amounts', { fiatAmount: 400 }],
    ['both accounts', { userBankInformationId: absent }],
    ['an amount that is none', { cryptoAmount: '1e3' }],
    ['a negative amount', { cryptoAmount: -25 }],
    ['a user id that is a number', { userId: 5 }],
  ])('refuses %s', async (_, over) => {
    const body = { userId: await makeUser(sandbox), userBankInformation: mexican, ...selling, ...over }
    expect((await callCapa(sandbox, 'POST', '/off-ramp', body)).json.code).toBe('INVALID_USER_INPUT_ERROR')
  })
})
