import type { ReactNode } from 'react'

/** A full address in groups of four, so that each can be compared. Read out and copied as one. */
export function Address({ value, evm }: { value: string; evm: boolean }): ReactNode {
  const head = evm ? value.slice(0, 2) : ''
  const groups = value.slice(head.length).match(/.{1,4}/g) ?? []
  return (
    <bdi className="ofk-address" dir="ltr" data-address={value}>
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: groups never move, and two may be equal
        <span key={index} className="ofk-group">
          {index === 0 ? head + group : group}
        </span>
      ))}
    </bdi>
  )
}
