import { createAssetRegistry, mainnetRegistry, type NetworkId } from '@offrampkit/core'
import { expect, it } from 'vitest'
import { liveWorld } from './liveWorld.ts'
import { stagingNetworks, testnetAssets, testnets } from './testnets.ts'

it('leads no name of a staging world to a real network', () => {
  const real = new Set<NetworkId>(mainnetRegistry().networks.map(({ id }) => id))
  for (const names of Object.values(stagingNetworks))
    for (const id of Object.values(names)) expect(real.has(id), id).toBe(false)
})

it('shows the networks that its providers sell on, and calls everything real', () => {
  const registry = createAssetRegistry({ networks: testnets, assets: testnetAssets })
  expect(registry.require(stagingNetworks.partna.celo, 'CUSD').decimals).toBe(18)
  const keys = { partna: { apiKey: 'k', merchant: 'm', environment: 'staging' } } as const
  const { settings, providers } = liveWorld(keys, ':memory:')
  expect(settings).toMatchObject({ mode: 'live', sandboxUrl: null, providers: ['partna'] })
  expect(settings.networks.map(({ id }) => id)).toEqual(testnets.map(({ id }) => id))
  expect(providers).toHaveLength(1)

  const both = liveWorld({ coinbase: { id: 'i', secret: 's' }, ...keys }, ':memory:').settings
  expect(both.providers).toEqual(['coinbase', 'partna'])
  expect(both.networks.some(({ id }) => id === 'eip155:8453')).toBe(true)
  expect(both.networks.length).toBeGreaterThan(testnets.length)
})
