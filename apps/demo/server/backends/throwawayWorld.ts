import type { ServerProviderFactory } from '@offrampkit/core/provider'
import { formOnly, webhookOnly } from '@offrampkit/server/testing'
import { sandboxWorld } from '../sandboxWorld.ts'
import type { World } from '../world.ts'

/** Signs the webhooks of the throwaway provider. Known to the tests, worth nothing. */
const webhookSecret = 'throwaway webhook secret'
/** Where the form's provider wants its coins: an address that nobody has the key of. */
const depositAddress = `0x${'f0'.repeat(20)}`

/**
 * The local chains and wallet, with two providers that no part of the interface was made for: one that never sends the user
 * back and tells its address by webhook alone, and one that has no page at all, only questions.
 */
export async function throwawayWorld(options: { port: number; blockTimeMs: number }): Promise<World> {
  const { coinbase: _, ...world } = await sandboxWorld(options)
  const providers = [webhookOnly({ secret: webhookSecret }), formOnly({ depositAddress })]
  const { coinbase: __, ...settings } = world.settings
  return {
    ...world,
    settings: { ...settings, providers: ['webhook-only', 'form-only'] },
    providers: providers.map(inOneCountry),
    onListening: () => undefined,
  }
}

/** They offer nothing by themselves; the page needs a country and a method to choose. */
function inOneCountry(factory: ServerProviderFactory): ServerProviderFactory {
  return (context) => {
    const provider = factory(context)
    return {
      ...provider,
      getOptions: async () => ({
        provider: provider.id,
        countries: [{ id: 'US', subdivisions: ['NY'], methods: ['BANK'] }],
        currencies: [{ id: 'USD', limits: [] }],
        assets: context.registry.assets.map(({ symbol, name, network }) => ({ symbol, name, network })),
      }),
    }
  }
}
