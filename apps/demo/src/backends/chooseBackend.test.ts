import { expect, it } from 'vitest'
import { chooseBackend, chooseProvider } from './chooseBackend.ts'

it('takes the backend that the address names, and the kit’s own for anything else', () => {
  expect(chooseBackend('?backend=own')).toMatchObject({ id: 'own', constantReference: false })
  expect(chooseBackend('?backend=coinbase-json&ref=constant')).toMatchObject({
    id: 'coinbase-json',
    constantReference: true,
  })
  for (const search of ['', '?backend=kit', '?backend=', '?backend=toString', '?backend=OWN'])
    expect(chooseBackend(search)).toEqual({ id: 'kit', label: null, constantReference: false })
})

it('takes the provider that the address names only if the server serves it', () => {
  const served = ['webhook-only', 'form-only']
  expect(chooseProvider('?provider=form-only', served)).toBe('form-only')
  expect(chooseProvider('?provider=other', served)).toBe('webhook-only')
  expect(chooseProvider('', served)).toBe('webhook-only')
})
