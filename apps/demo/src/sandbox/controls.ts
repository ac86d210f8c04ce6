/** Something that a newcomer can do to the stand-ins: a call of the sandbox's control API, or of the demo's shared clock. */
export interface Control {
  label: string
  hint: string
  path: string
  body: unknown
}

export interface ControlGroup {
  name: string
  controls: readonly Control[]
}

const price = (path: string, hint: string): Control[] => [
  { label: 'Drop the price', hint, path, body: { factor: '0.5' } },
  { label: 'Restore the price', hint: 'As it was at the start.', path, body: { factor: '1' } },
]

const down = (path: string): Control[] => [
  { label: 'Down', hint: 'Its API answers nothing.', path, body: { down: -1 } },
  { label: 'Up again', hint: 'Its API answers.', path, body: { down: 0 } },
]

/** What can be done without knowing anything about a sale. */
export const controlGroups: readonly ControlGroup[] = [
  {
    name: 'Time',
    controls: [
      {
        label: 'Skip 10 minutes',
        hint: 'Moves the sandbox clock.',
        path: '/demo/clock',
        body: { advanceMs: 600_000 },
      },
      {
        label: 'Let the order expire',
        hint: 'Skips 61 minutes.',
        path: '/demo/clock',
        body: { advanceMs: 3_660_000 },
      },
    ],
  },
  {
    name: 'Coinbase',
    controls: [...price('/control/price', 'Below "receive at least".'), ...down('/control/faults')],
  },
  {
    name: 'Partna',
    controls: [
      ...price('/control/partna/price', 'The payout shrinks.'),
      ...down('/control/partna/faults'),
      {
        label: 'Payouts fail',
        hint: 'It keeps the coins, and says so.',
        path: '/control/scenario',
        body: { id: 'partna-payout-failed-told' },
      },
    ],
  },
  {
    name: 'Capa',
    controls: [
      ...price('/control/capa/price', 'You are asked again.'),
      ...down('/control/capa/faults'),
      {
        label: 'Identity checks pass at once',
        hint: 'Nobody has to be approved.',
        path: '/control/capa/settings',
        body: { kycPassesAtOnce: true },
      },
      {
        label: 'Payouts fail',
        hint: 'It keeps the coins, and says so.',
        path: '/control/scenario',
        body: { id: 'capa-payout-fails' },
      },
    ],
  },
]
