import { useState } from 'react'
import { approveIdentity, depositArrived } from './byHand.ts'
import { type Control, controlGroups } from './controls.ts'

/** The sandbox's controls, folded away. */
export function SandboxDrawer({ url }: { url: string }) {
  const [said, setSaid] = useState('')

  async function run(control: Control): Promise<string> {
    const response = await fetch(control.path.startsWith('/demo') ? control.path : `${url}${control.path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(control.body),
    })
    return response.ok ? `${control.label}: done.` : `${control.label}: the sandbox refused.`
  }
  const tell = (work: Promise<string>) =>
    void work.then(setSaid, () => setSaid('The sandbox did not answer.'))

  return (
    <details className="drawer">
      <summary>Sandbox</summary>
      <div className="drawer__body">
        {controlGroups.map(({ name, controls }) => (
          <details key={name} className="drawer__group" name="sandbox-group">
            <summary>{name}</summary>
            <div className="drawer__controls">
              {controls.map((control) => (
                <Action key={control.label} {...control} onClick={() => tell(run(control))} />
              ))}
              {name === 'Capa' && (
                <>
                  <Action
                    label="Approve the identity"
                    hint="Of everyone who waits for it."
                    onClick={() => tell(approveIdentity(url))}
                  />
                  <Action
                    label="The coins arrived"
                    hint="Sent by hand on Sandbox Solana."
                    onClick={() => tell(depositArrived(url))}
                  />
                </>
              )}
            </div>
          </details>
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

function Action({ label, hint, onClick }: { label: string; hint: string; onClick: () => void }) {
  return (
    <button type="button" className="button button--quiet" onClick={onClick}>
      {label}
      <small>{hint}</small>
    </button>
  )
}
