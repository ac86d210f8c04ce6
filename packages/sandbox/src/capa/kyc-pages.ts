import { Hono } from 'hono'
import { html } from '../html/html.ts'
import { page, seeOther } from '../html/page.ts'
import type { CapaSettings } from './settings.ts'
import type { CapaUsers, KycResult } from './users.ts'

const DECISIONS: Record<string, KycResult> = {
  approve: 'VERIFIED',
  reject: 'REJECTED',
  review: 'REVIEW_NEEDED',
}

const gone = () =>
  page({
    title: 'Link expired',
    status: 410,
    body: html`<section class="card"><h1>This link is no longer good</h1>
<p class="error" role="alert" data-testid="kyc-error">Verification links work once and expire. Ask the app for a new one.</p></section>`,
  })

const done = (result: KycResult) =>
  page({
    title: 'Done',
    body: html`<section class="card" data-testid="kyc-done" data-result="${result}"><h1>Done</h1>
<p>You can close this window and go on in the app.</p></section>`,
  })

/** The page that a verification link opens: the person at the screen decides how it goes. */
export function kycPages(ctx: { settings: CapaSettings; users: CapaUsers }) {
  const app = new Hono()

  app.get('/:token', (c) => {
    const found = ctx.users.ofLink(c.req.param('token'))
    if (found === null) return gone()
    if (ctx.settings.kycPassesAtOnce) {
      ctx.users.consume(c.req.param('token'))
      ctx.users.setKyc(found.user, 'VERIFIED')
      return found.redirectUri === null ? done('VERIFIED') : seeOther(found.redirectUri)
    }
    return page({
      title: 'Verify your identity',
      formTargets: found.redirectUri === null ? [] : [new URL(found.redirectUri).origin],
      body: html`<section class="card" data-testid="kyc-step"><h1>Verify your identity</h1>
<p>No papers are asked for here. Choose how the check ends.</p>
<form method="post"><p>
<button name="decision" value="approve" data-testid="kyc-approve">Pass</button>
<button class="quiet" name="decision" value="reject" data-testid="kyc-reject">Reject</button>
<button class="quiet" name="decision" value="review" data-testid="kyc-review">Needs review</button>
</p></form></section>`,
    })
  })

  app.post('/:token', async (c) => {
    const found = ctx.users.ofLink(c.req.param('token'))
    if (found === null) return gone()
    const decision = (await c.req.parseBody()).decision
    const result = DECISIONS[typeof decision === 'string' ? decision : '']
    if (result === undefined) return c.text('Choose one of the buttons.', 400)
    ctx.users.consume(c.req.param('token'))
    ctx.users.setKyc(found.user, result)
    return found.redirectUri === null ? done(result) : seeOther(found.redirectUri)
  })

  return app
}
