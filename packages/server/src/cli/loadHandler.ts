import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Reconciling } from '../schedule/startReconciling.ts'
import { WrongUsage } from './terminal.ts'

const usualNames = ['offramp.js', 'offramp.mjs', 'offramp.ts']

/**
 * The handler that the app's module exports, as `offramp` or by default.
 *
 * @throws WrongUsage when there is no such file, or no handler in it; and whatever the module throws
 */
export async function loadHandler(given: string | undefined, folder: string): Promise<Reconciling> {
  const paths = (given === undefined ? usualNames : [given]).map((name) => resolve(folder, name))
  const path = paths.find(existsSync)
  if (!path)
    throw new WrongUsage(
      given === undefined
        ? `None of ${usualNames.join(', ')} is here. Name yours with --module.`
        : 'There is no file where --module points.',
    )
  const exported = (await import(pathToFileURL(path).href)) as Record<string, unknown>
  for (const found of [exported.offramp, exported.default]) if (isReconciling(found)) return found
  throw new WrongUsage(
    'The module exports no handler. It needs: export const offramp = createOfframpHandler({ … }), or the same by default.',
  )
}

function isReconciling(value: unknown): value is Reconciling {
  return typeof (value as Partial<Reconciling> | null | undefined)?.reconcile === 'function'
}
