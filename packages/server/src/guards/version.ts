import { OfframpError } from '@offrampkit/core'
import { apiVersion, apiVersionHeader } from '@offrampkit/core/api'

/**
 * Both sides speak the same version of the contract. A call that changes something must say so: no page can send this
 * header to another origin unasked, so it guards against forged calls as well.
 *
 * @throws OfframpError `version_mismatch`
 */
export function checkVersion(request: Request): void {
  const version = request.headers.get(apiVersionHeader)
  if (version === apiVersion || (version === null && request.method === 'GET')) return
  throw new OfframpError({
    code: 'version_mismatch',
    message:
      version === null
        ? `The header ${apiVersionHeader} is missing.`
        : 'The page and the server speak different versions of the Offramp Kit contract.',
    why: 'One of them could misread what the other says about money.',
    action: 'Reload the page. If it stays, install the same version of Offramp Kit on both sides.',
    details: { server: apiVersion },
  })
}
