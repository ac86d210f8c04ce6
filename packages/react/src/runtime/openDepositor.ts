import type { DepositsBackend } from '@offrampkit/core/api'
import type { ChainsPort, ClockPort, Depositor } from '@offrampkit/deposit'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'

/** Loads the deposit protocol with the browser's own ports, save those that the config replaces. */
export async function openDepositor(
  config: OfframpConfig,
  parts: { chains: ChainsPort; clock: ClockPort; deposits: DepositsBackend | undefined },
): Promise<Depositor> {
  const [{ createDepositor }, { createBrowserPorts }] = await Promise.all([
    import('@offrampkit/deposit'),
    import('@offrampkit/deposit/browser'),
  ])
  return createDepositor({ ...createBrowserPorts({ registry: config.registry, ...parts }), ...config.ports })
}
