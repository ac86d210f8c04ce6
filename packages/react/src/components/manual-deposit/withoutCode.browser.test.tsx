import { cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, expect, test, vi } from 'vitest'
import { en } from '../../messages/en.ts'
import { byHandBench } from '../../testing/byHandBench.ts'

vi.mock('./drawCode.ts', () => {
  throw new Error('this chunk does not load')
})

afterEach(cleanup)

test('without what draws the code everything else is there', async () => {
  const writeText = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue()
  const { panel } = await byHandBench()
  await expect(import('./drawCode.ts')).rejects.toThrow()
  fireEvent.click(within(panel).getByRole('button', { name: en.byHand.copy.to }))
  await screen.findByRole('button', { name: en.byHand.copied.to })
  expect(writeText).toHaveBeenCalledWith('7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV')
  expect(within(panel).getByRole('link', { name: en.byHand.openInWallet })).toBeDefined()
  expect(within(panel).queryByRole('img')).toBeNull()
  expect(within(panel).queryByText(en.byHand.codeNote(true))).toBeNull()
})
