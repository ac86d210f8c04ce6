import type { ReactNode } from 'react'

const paths = {
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  alert: 'M10 5.5v5.5M10 14.2v.1',
  cross: 'M6 6l8 8M14 6l-8 8',
  wallet: 'M3.5 6.5h11a2 2 0 0 1 2 2v6a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2zm0 0V6a2 2 0 0 1 2-2h8M13.5 11.5h.1',
  window:
    'M3.5 5.5a1.5 1.5 0 0 1 1.5-1.5h10a1.5 1.5 0 0 1 1.5 1.5v9a1.5 1.5 0 0 1-1.5 1.5H5a1.5 1.5 0 0 1-1.5-1.5zM3.5 7.5h13',
  clock: 'M10 5.5V10l3 2M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14z',
  arrow: 'M4 10h12M11 5l5 5-5 5',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM13 13l3.5 3.5',
  send: 'M10 16V4.5M5.5 9 10 4.5 14.5 9',
  block: 'M10 3 16 6.5v7L10 17l-6-3.5v-7zM4 6.5l6 3.5 6-3.5M10 10v7',
  bank: 'M3.5 8 10 3.8 16.5 8zM5.5 8v6M8.5 8v6M11.5 8v6M14.5 8v6M3.5 16.5h13',
} as const

export type IconName = keyof typeof paths

/** A decorative icon; what it means is said in words beside it. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg className="ofk-icon" data-icon={name} viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  )
}
