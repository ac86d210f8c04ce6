import { mainnetRegistry } from '@offrampkit/core'
import { coinbase } from '@offrampkit/providers/coinbase/server'
import { createOfframpHandler } from '@offrampkit/server'
import { clientIpFromSocket } from '@offrampkit/server/node'
import { sqliteStore } from '@offrampkit/server/sqlite'
import { sessionOf } from './session.ts'

const { CDP_API_KEY_ID = '', CDP_API_KEY_SECRET = '' } = process.env

export const offramp = createOfframpHandler({
  basePath: '/api/offramp',
  store: sqliteStore({ path: 'offramp.sqlite' }),
  providers: [coinbase({ apiKeyId: CDP_API_KEY_ID, apiKeySecret: CDP_API_KEY_SECRET })],
  registry: mainnetRegistry(),
  // Only addresses that are proven to be the user's: an order is made for one of them, and paid from it.
  async authenticate(request) {
    const session = await sessionOf(request)
    return session && { userId: session.userId, addresses: session.wallets }
  },
  clientIp: clientIpFromSocket(),
  allowedOrigins: ['https://app.example'],
  returnUrl: 'https://app.example/cash-out',
})
