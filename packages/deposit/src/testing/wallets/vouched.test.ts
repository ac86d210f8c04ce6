import { describe, expect, test } from 'vitest'
import { walletConformance } from './conformance.ts'
import type { ConnectorUnderTest } from './connector.ts'
import { simGround } from './ground.ts'
import type { WalletPersonaCase } from './personaCase.ts'
import { walletPersonas } from './personaCases.ts'

const bare: ConnectorUnderTest = { name: 'a bare wallet', connect: async (wallet) => ({ wallet }) }

/** What fails where the app gives its word that the wallet keeps to nonces. */
async function failuresOf(asset: 'USDC' | 'ETH', personas: readonly WalletPersonaCase[]): Promise<string[]> {
  const failures = await walletConformance(bare, {
    personas,
    ground: async () => {
      const ground = await simGround(asset)
      return { ...ground, ports: { ...ground.ports, keepsNonce: () => true } }
    },
  })
  return failures.map(({ name, error }) => `${name}: ${error.message}`)
}

describe.each(['USDC', 'ETH'] as const)('an app that vouches for the nonce, with %s', (asset) => {
  test('offers nothing more after a wallet that rewrites, strays, or breaks that word', async () => {
    expect(await failuresOf(asset, walletPersonas)).toEqual([])
  })

  test('learns after a crash too that the user cancelled', async () => {
    const cancel = walletPersonas.filter(({ id }) => id === 'cancel')
    const proven = cancel.map((one) => ({ ...one, final: ['dead:P2'], afterCrash: ['dead:P2'] }) as const)
    expect(proven).toHaveLength(1)
    expect(await failuresOf(asset, proven)).toEqual([])
  })
})
