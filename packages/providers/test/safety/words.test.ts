import { describe, expect, it } from 'vitest'
import { errorOf as capaError } from '../../src/capa/errors.ts'
import { errorOf as coinbaseError } from '../../src/coinbase/errors.ts'
import { errorOf as partnaError } from '../../src/partna/errors.ts'

// Details of an error may repeat a word or a figure of the provider's, for whoever has to act on it. Nothing longer.

const failed = (body: unknown, status = 400) => ({ status, body, retryAfterMs: undefined })

describe('what an error repeats of a provider', () => {
  it.each([
    ['invalid_request', 'invalid_request'],
    ['INVALID_ARGUMENT', 'INVALID_ARGUMENT'],
    ['3', '3'],
    ['XkvPqLwZrTnBmSdFgHjKlQwErTyUiOp', undefined],
    ['0726140198', undefined],
    ['invalid_request for 0726140198', undefined],
  ])('Coinbase: of the code %j it is %j', (code, reason) => {
    expect(coinbaseError(failed({ errorType: code, errorMessage: 'x' })).details?.reason).toBe(reason)
  })

  it.each([
    ['Should be between 100 and 50,000 MXN', { min: '100', max: '50000' }],
    ['Should be between 370400440532013000 and 5 MXN', { max: '5' }],
    ['Should be between and ', {}],
  ])('Capa: of %j it is %j', (message, limits) => {
    const { details } = capaError(failed({ code: 'INVALID_TOKEN_AMOUNT_ERROR', message }))
    expect({ min: details?.min, max: details?.max }).toEqual({ min: undefined, max: undefined, ...limits })
  })

  it.each([
    ['Field: [registrationType] Expected:[x] Value: [0726140198]', 'registrationType'],
    ['Field: [0726140198] Expected:[x]', undefined],
  ])('Partna: of %j it is %j', (line, fields) => {
    expect(partnaError(failed({ message: 'x', data: [line] })).details?.fields).toBe(fields)
  })
})
