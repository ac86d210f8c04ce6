import { expect, test } from 'vitest'
import { order, page, providerOver, row } from './fixtures/sale.ts'

test('a later page that is not there is no end of the list: the row on it could be the second live one', async () => {
  const paged: typeof globalThis.fetch = async (url) =>
    new URL(String(url)).searchParams.get('page_key') === null
      ? new Response(page([row()], 'p2'))
      : new Response('{"code":5,"message":"not found","details":[]}', { status: 404 })
  await expect(providerOver(paged).readOrder(order, {})).rejects.toMatchObject({ code: 'provider_rejected' })
})
