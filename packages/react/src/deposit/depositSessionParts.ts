import { OfframpError } from '@offrampkit/core'
import type { Config } from 'wagmi'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { runtimeOf } from '../runtime/runtime.ts'
import { chainsPortOf } from '../wallet/chainsPort.ts'
import { walletPortOf } from '../wallet/walletPort.ts'
import type { DepositSessionParts } from './depositSession.ts'

/** The deposit's surroundings in a wagmi app: the connection's own wallet, asked for at each use. */
export function depositSessionParts(config: OfframpConfig, wagmi: Config): DepositSessionParts {
  const runtime = runtimeOf(config)
  return {
    clock: runtime.clock,
    depositor: () => runtime.depositor(chainsPortOf(wagmi)),
    visible: pageVisible,
    async wallet() {
      const { current, connections } = wagmi.state
      const connection = current === null ? undefined : connections.get(current)
      if (connection) return walletPortOf(connection.connector)
      throw new OfframpError({
        code: 'no_wallet',
        message: 'No wallet is connected.',
        why: 'Only your own wallet can send the deposit.',
        action: 'Connect the wallet that made this order.',
      })
    },
  }
}

function pageVisible(): Promise<void> {
  if (document.visibilityState === 'visible') return Promise.resolve()
  return new Promise((resolve) => {
    const onChange = () => {
      if (document.visibilityState !== 'visible') return
      document.removeEventListener('visibilitychange', onChange)
      resolve()
    }
    document.addEventListener('visibilitychange', onChange)
  })
}
