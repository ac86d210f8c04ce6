import { useState } from 'react'

interface Control {
  label: string
  hint: string
  path: string
  body: unknown
}

/** What a newcomer can do to the stand-ins: calls of the sandbox's control API, and of the demo's shared clock. */
const controls: readonly Control[] = [
  {
    label: 'Skip 10 minutes',
    hint: 'Moves the sandbox clock.',
    path: '/demo/clock',
    body: { advanceMs: 600_000 },
  },
  {
    label: 'Let the order expire',
    hint: 'Skips 31 minutes.',
    path: '/demo/clock',
    body: { advanceMs: 1_860_000 },
  },
  {
    label: 'Drop the price',
    hint: 'Below "receive at least".',
    path: '/control/price',
    body: { factor: '0.5' },
  },
  {
    label: 'Restore the price',
    hint: 'As it was at the start.',
    path: '/control/price',
    body: { factor: '1' },
  },
  { label: 'Provider down', hint: 'The next 10 calls fail.', path: '/control/faults', body: { down: 10 } },
]

/** The sandbox's controls, folded away. */
export function SandboxDrawer({ url }: { url: string }) {
  const [said, setSaid] = useState('')
  const run = async (control: Control) => {
    const response = await fetch(control.path.startsWith('/demo') ? control.path : `${url}${control.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(control.body),
    })
    setSaid(response.ok ? `${control.label}: done.` : `${control.label}: the sandbox refused.`)
  }
  return (
    <details className="drawer">
      <summary>Sandbox</summary>
      <div className="drawer__body">
        {controls.map((control) => (
          <button
            key={control.label}
            type="button"
            className="button button--quiet"
            onClick={() => void run(control)}
          >
            {control.label}
            <small>{control.hint}</small>
          </button>
        ))}
        <a className="button button--quiet" href={`${url}/wallet`} target="_blank" rel="noreferrer">
          Open the wallet
          <small>Accounts, networks, pending requests.</small>
        </a>
        <output className="drawer__said">{said}</output>
      </div>
    </details>
  )
}
