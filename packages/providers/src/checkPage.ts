import { OfframpError } from '@offrampkit/core'
import { secureBase } from './secureUrl.ts'

/** @throws OfframpError `invalid_config` for a hosted page that is not on https, or, on this machine alone, on http */
export function checkPage(payUrl: string | undefined, provider: string): void {
  if (payUrl === undefined || secureBase(payUrl) !== null) return
  throw new OfframpError({
    code: 'invalid_config',
    message: `The \`payUrl\` of ${provider} is not usable.`,
    why: 'The user is sent there, with what opens the sale in the URL.',
    action: 'Use an https URL without query and fragment, or leave it out.',
  })
}
