import { invalidRequest } from '../refusals.ts'

/** Paths and queries of this API are short, and those of proxies in front of it end at some 8 kB. */
const longestUrl = 4_096

/** @throws OfframpError `invalid_request` for an address that none of ours is as long as */
export function checkUrl(request: Request): void {
  if (request.url.length > longestUrl) throw invalidRequest('url', 'the address is longer than 4 kB')
}
