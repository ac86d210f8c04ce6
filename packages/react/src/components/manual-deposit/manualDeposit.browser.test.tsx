import { act, cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { en } from '../../messages/en.ts'
import { byHandBench } from '../../testing/byHandBench.ts'
import { readCode } from '../../testing/readCode.ts'
import { panelAt, renderButton, saleBench } from '../../testing/saleBench.tsx'
import { type ByHandOptions, byHandFacts } from '../../testing/storyByHand.ts'
import { storyRow } from '../../testing/storyFacts.ts'
import { storyNow, storyOrderId, storySender } from '../../testing/storyWorld.ts'

const { byHand } = en
const bitcoin = 'bip122:000000000019d6689c085ae165831e93'
const solana = 'solana:5eykt4UsFv8P8NJdTREpY1vzqKqZKvdp'
const taproot = 'bc1p5cyxnuxmeuwuvkwfem96lqzszd02n6xdcjrs20cac6yqjjwudpxqkedrcr'
const account = '7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV'
const minute = 60_000

let copied: string[]
beforeEach(() => {
  copied = []
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(async (text) => void copied.push(text))
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const button = (name: string) => screen.queryByRole('button', { name })
const copyButtons = () => Object.values(byHand.copy).flatMap((name) => button(name) ?? [])
const groupsOf = (panel: Element) =>
  [...panel.querySelectorAll('.ofk-group')].map((group) => group.textContent)

describe('what is to be sent', () => {
  test('the address in groups of four, that are copied as one', async () => {
    const { panel } = await byHandBench()
    const address = panel.querySelector('.ofk-address') as Element
    expect(address.textContent).toBe(account)
    for (const group of groupsOf(address).slice(0, -1)) expect(group).toHaveLength(4)
    getSelection()?.selectAllChildren(address)
    expect(getSelection()?.toString()).toBe(account)
  })

  test('each part is copied to the letter, and that is said', async () => {
    const { panel } = await byHandBench({ amount: '1234.500001', memo: ' a b\tç ' })
    const said = panel.querySelector('.ofk-rows ~ [role="status"]')
    for (const [what, text] of [
      ['amount', '1234.500001'],
      ['to', account],
      ['memo', ' a b\tç '],
    ] as const) {
      fireEvent.click(button(byHand.copy[what]) as Element)
      await screen.findByRole('button', { name: byHand.copied[what] })
      expect(copied.at(-1)).toBe(text)
      expect(said?.textContent).toBe(byHand.copied[what])
    }
  })

  test('the amount with every digit, the asset, its network, and what alone arrives', async () => {
    const { panel } = await byHandBench({ amount: '1234.567000' })
    expect(panel.querySelector('.ofk-line .ofk-figure')?.textContent).toBe('1234.567 USDC')
    expect(within(panel).getByText(byHand.only('USDC', 'Solana'))).toBeDefined()
    expect(within(panel).getByText(byHand.noChecksum)).toBeDefined()
    expect(panel.querySelector('.ofk-ring')?.textContent).toBe('26:00')
  })

  test('what the provider tells otherwise than it was asked for is marked', async () => {
    const facts = byHandFacts({ network: bitcoin, asset: 'BTC', amount: '0.5', to: taproot })
    const { request } = byHandFacts().order ?? {}
    if (!request) throw new Error('no request in the story')
    renderButton(saleBench({ backend: { facts: { ...facts, order: { ...facts.order, request } } } }))
    expect(await screen.findByText(en.review.asked('25 USDC'))).toBeDefined()
    expect(await screen.findByText(en.review.asked('Solana'))).toBeDefined()
    cleanup()
    const { panel } = await byHandBench()
    expect(panel.textContent).not.toContain(en.review.asked(''))
  })

  test('the account that must send, only where the provider compares it', async () => {
    const { panel } = await byHandBench({ from: '9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM' })
    expect(within(panel).getByText(byHand.fromNote('Coinbase'))).toBeDefined()
    expect(panel.querySelectorAll('.ofk-address')).toHaveLength(2)
    cleanup()
    const { panel: other } = await byHandBench()
    expect(within(other).queryByText(byHand.from)).toBeNull()
    expect(other.textContent).not.toContain(storySender)
  })

  test('where the page of the provider shows the address too, it says to pay in one place', async () => {
    const { review } = en
    const facts = byHandFacts()
    renderButton(saleBench({ backend: { facts, capabilities: { returnsUser: false } } }))
    expect(await screen.findByText(review.payOnce('Coinbase'))).toBeDefined()
  })
})

describe('links and codes', () => {
  test.each<[string, ByHandOptions, string | null, string]>([
    [
      'Solana Pay',
      {},
      `solana:${account}?amount=25&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v`,
      '',
    ],
    [
      'with a memo',
      { memo: 'A 7&ü' },
      `solana:${account}?amount=25&spl-token=EPjFWdd5AufqSSqeM2qN1xzybapC8G4wEGGkZwyTDt1v&memo=A%207%26%C3%BC`,
      '',
    ],
    [
      'BIP-21',
      { network: bitcoin, asset: 'BTC', amount: '0.00123', to: taproot },
      `bitcoin:${taproot}?amount=0.00123`,
      '',
    ],
    [
      'EIP-681 on a chain that the wallet does not know',
      {
        network: 'eip155:42220',
        asset: 'CUSD',
        amount: '0.11',
        to: '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
      },
      'ethereum:0x765DE816845861e75A25fCA122bb6898B8B1282a@42220/transfer?address=0x90F79bf6EB2c4f870365E785982E1f101E93b906&uint256=110000000000000000',
      '',
    ],
    [
      'TRON has none',
      { network: 'tron:0x2b6653dc', asset: 'USDT', to: 'TPYmHEhy5n8TCEfYGqW2rPxsghSfzghPDn' },
      null,
      'TPYmHEhy5n8TCEfYGqW2rPxsghSfzghPDn',
    ],
    [
      'none where it would leave out the memo',
      { network: bitcoin, asset: 'BTC', amount: '0.00123', to: taproot, memo: '9' },
      null,
      taproot,
    ],
  ])('%s: the code holds what the link does', async (_, options, uri, bare) => {
    const { panel } = await byHandBench(options)
    const link = within(panel).queryByRole('link', { name: byHand.openInWallet })
    expect(link?.getAttribute('href') ?? null).toBe(uri)
    const code = await within(panel).findByRole('img', { name: byHand.code(uri !== null) })
    expect(await readCode(code)).toBe(uri ?? bare)
    expect(within(panel).getByText(byHand.codeNote(uri !== null))).toBeDefined()
  })

  test('the code is black on white with four empty units around it, in the dark as well', async () => {
    document.body.dataset.theme = 'dark'
    try {
      const { panel } = await byHandBench()
      const code = await within(panel).findByRole('img')
      const [ground, squares] = code.querySelectorAll('path')
      expect(getComputedStyle(ground as Element).fill).toBe('rgb(255, 255, 255)')
      expect(getComputedStyle(squares as Element).fill).toBe('rgb(0, 0, 0)')
      const size = Number(code.getAttribute('viewBox')?.split(' ')[2])
      const box = (squares as SVGPathElement).getBBox()
      expect([box.x, box.y, box.width, box.height]).toEqual([4, 4, size - 8, size - 8])
    } finally {
      delete document.body.dataset.theme
    }
  })
})

describe('copying that fails', () => {
  test('is tried another way, inside the dialog, where it can be selected', async () => {
    await byHandBench()
    vi.mocked(navigator.clipboard.writeText).mockRejectedValue(new Error('not allowed'))
    const selected: string[] = []
    vi.spyOn(document, 'execCommand').mockImplementation(() => {
      const area = document.activeElement as HTMLTextAreaElement
      selected.push(area.value.slice(area.selectionStart, area.selectionEnd))
      return true
    })
    const copy = button(byHand.copy.to) as HTMLElement
    copy.focus()
    fireEvent.click(copy)
    await screen.findByRole('button', { name: byHand.copied.to })
    expect(selected).toEqual([account])
    expect(document.activeElement).toBe(copy)
    expect(document.querySelector('textarea')).toBeNull()
  })

  test('is never called done', async () => {
    const { panel } = await byHandBench()
    vi.mocked(navigator.clipboard.writeText).mockRejectedValue(new Error('not allowed'))
    vi.spyOn(document, 'execCommand').mockReturnValue(false)
    fireEvent.click(button(byHand.copy.to) as Element)
    expect(await within(panel).findAllByText(byHand.copyFailed)).toHaveLength(2)
    expect(button(byHand.copied.to)).toBeNull()
    expect(button(byHand.copy.to)).not.toBeNull()
  })
})

describe('nothing is handed out that must not be used', () => {
  test('an address with a wrong checksum: not shown, not copied, not drawn', async () => {
    const wrong = taproot.replace('5cyx', '5cyz')
    const facts = byHandFacts({ network: bitcoin, asset: 'BTC', amount: '0.1', to: wrong })
    renderButton(saleBench({ backend: { facts } }))
    const panel = await panelAt('by_hand')
    expect((await within(panel).findByRole('alert')).textContent).toContain(en.errors.invalid_address.body)
    expect(panel.textContent).toContain(storyOrderId)
    expect(panel.textContent).not.toContain(wrong.slice(0, 8))
    expect(copyButtons()).toEqual([])
    expect(button(byHand.sent)).toBeNull()
    expect(within(panel).queryByRole('img')).toBeNull()
    expect(within(panel).queryByRole('link')).toBeNull()
  })

  test('after the deadline less its margin nothing can be copied, and the user can still say that they sent', async () => {
    const { panel, time } = await byHandBench()
    await within(panel).findByRole('img')
    time.now = storyNow + 27 * minute
    await within(panel).findByText(byHand.over.title)
    expect(copyButtons()).toEqual([])
    expect(within(panel).queryByRole('img')).toBeNull()
    expect(within(panel).queryByRole('link')).toBeNull()
    expect(panel.textContent).not.toContain(account)
    expect(button(byHand.sent)).not.toBeNull()
  })

  test('nor in the second before the page has noticed, as after a computer slept', async () => {
    const { panel, time } = await byHandBench()
    const copy = button(byHand.copy.to) as Element
    const link = within(panel).getByRole('link')
    time.now = storyNow + 27 * minute
    fireEvent.click(copy)
    expect(copied).toEqual([])
    expect(fireEvent.click(link)).toBe(false)
  })

  test('one millisecond earlier it can', async () => {
    const { time } = await byHandBench()
    time.now = storyNow + 27 * minute - 1
    fireEvent.click(button(byHand.copy.to) as Element)
    await waitFor(() => expect(copied).toEqual([account]))
  })

  test('an instruction that changes is replaced as a whole, and that is said', async () => {
    const { bench, panel } = await byHandBench()
    fireEvent.click(button(byHand.copy.amount) as Element)
    await screen.findByRole('button', { name: byHand.copied.amount })
    const changed = storyRow('waiting', { network: solana, to: account, amount: '26' })
    act(() => bench.backend.tell({ ...changed, at: storyNow + 1 }))
    await waitFor(() => expect(panel.textContent).toContain('26 USDC'))
    expect(panel.querySelector('.ofk-line .ofk-figure')?.textContent).toBe('26 USDC')
    expect(within(panel).getByText(en.review.asked('25 USDC'))).toBeDefined()
    expect(within(panel).getByRole('alert').textContent).toBe(byHand.changed)
    expect(button(byHand.copied.amount)).toBeNull()
    expect(within(panel).getByRole('link').getAttribute('href')).toContain('amount=26&')
    expect(await readCode(within(panel).getByRole('img'))).toContain('amount=26&')
  })

  test('a second address stops the order, and neither is shown', async () => {
    const { bench, panel } = await byHandBench()
    const second = storyRow('waiting', {
      network: solana,
      to: '9WzDXwBbmkg8ZTbNMqUxvQRAyrZzDsGYdLVL9zYtAWWM',
    })
    act(() => bench.backend.tell({ ...second, at: storyNow + 1 }))
    await panelAt('needs_attention')
    expect(panel.textContent).not.toContain(account)
    expect(copyButtons()).toEqual([])
  })
})
