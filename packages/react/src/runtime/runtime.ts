import type { OfframpBackend } from '@offrampkit/core/api'
import type { ChainsPort, Depositor } from '@offrampkit/deposit'
import type { OfframpConfig } from '../config/createOfframpConfig.ts'
import { createServerClock, type ServerClock } from './clock.ts'
import { createOrderWatch, type OrderWatch } from './orderWatch.ts'

/** What a config becomes when it is used: its checked backend, the server's time, and the deposit protocol. */
export interface Runtime {
  readonly clock: ServerClock
  backend(): Promise<OfframpBackend>
  readonly watch: OrderWatch
  /** The deposit protocol over these chains; the same one each time for the same function. */
  depositor(chains: ChainsPort): Promise<Depositor>
}

const runtimes = new WeakMap<OfframpConfig, Runtime>()

/** The runtime of a config. Nothing of one user is kept in it, so that a server may share it. */
export function runtimeOf(config: OfframpConfig): Runtime {
  const known = runtimes.get(config)
  if (known) return known
  const runtime = createRuntime(config)
  runtimes.set(config, runtime)
  return runtime
}

function createRuntime(config: OfframpConfig): Runtime {
  const given = config.ports.clock
  const clock: ServerClock = given ? { ...given, sync: () => undefined } : createServerClock()
  const depositors = new WeakMap<ChainsPort, Promise<Depositor>>()
  let backend: Promise<OfframpBackend> | undefined
  const runtime: Runtime = {
    clock,
    watch: createOrderWatch(() => runtime.backend()),
    backend() {
      backend ??= import('./checkedBackend.ts').then(({ openBackend }) => openBackend(config.backend))
      // A chunk that did not load may load next time.
      backend.catch(() => {
        backend = undefined
      })
      return backend
    },
    depositor(chains) {
      const known = depositors.get(chains)
      if (known) return known
      const opened = Promise.all([import('./openDepositor.ts'), runtime.backend()]).then(
        ([{ openDepositor }, { deposits }]) => openDepositor(config, { chains, clock, deposits }),
      )
      depositors.set(chains, opened)
      opened.catch(() => depositors.delete(chains))
      return opened
    },
  }
  return runtime
}
