import { expect, it } from 'vitest'
import { chooseBackend, chooseProviders } from './chooseBackend.ts'

it('takes the backend that the address names, and the kit’s own for anything else', () => {
  expect(chooseBackend('?backend=own')).toMatchObject({ id: 'own', constantReference: false })
  expect(chooseBackend('?backend=coinbase-json&ref=constant')).toMatchObject({
    id: 'coinbase-json',
    constantReference: true,
  })
  for (const search of ['', '?backend=kit', '?backend=', '?backend=toString', '?backend=OWN'])
    expect(chooseBackend(search)).toEqual({ id: 'kit', label: null, constantReference: false })
})

it('takes the provider that the address names only if the server serves it, and all otherwise', () => {
  const served = ['webhook-only', 'form-only']
  expect(chooseProviders('?provider=form-only', served, 'kit')).toEqual(['form-only'])
  expect(chooseProviders('?provider=other', served, 'kit')).toEqual(served)
  expect(chooseProviders('', served, 'kit')).toEqual(served)
})

it('knows one provider alone where the backend is not the kit’s', () => {
  const served = ['first', 'second']
  for (const search of ['', '?provider=second', '?provider=first'])
    expect(chooseProviders(search, served, 'own')).toEqual(['first'])
})
