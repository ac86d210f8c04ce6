import { type Html, html } from './html.ts'

export interface PageOptions {
  title: string
  body: Html
  status?: number
  /** Origins, beside our own, that a form on this page may end up at after a redirect. */
  formTargets?: readonly string[]
  /** A script file of ours that the page runs. */
  script?: string
}

/**
 * A complete sandbox page. Every page says SANDBOX, may not be framed, and runs nothing inline.
 * `x-frame-options: DENY` and `frame-ancestors 'self'` are as recorded on the real pages (2026-08).
 */
export function page(options: PageOptions): Response {
  const csp = [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    options.script ? "script-src 'self'" : "script-src 'none'",
    `form-action 'self' ${(options.formTargets ?? []).join(' ')}`.trim(),
    "frame-ancestors 'self'",
    "base-uri 'none'",
  ]
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${`${options.title} · SANDBOX`}</title>
<link rel="icon" href="/assets/sandbox.svg">
<link rel="stylesheet" href="/assets/sandbox.css">
${options.script ? html`<script src="${options.script}" defer></script>` : null}
</head>
<body>
<div class="banner" role="note" data-testid="sandbox-banner">SANDBOX: play money on a chain on this computer</div>
<main>${options.body}</main>
</body>
</html>`
  return new Response(document.markup, {
    status: options.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': csp.join('; '),
      'x-frame-options': 'DENY',
      'x-content-type-options': 'nosniff',
      // Not `no-referrer`: browsers would then post forms with `Origin: null`.
      'referrer-policy': 'same-origin',
    },
  })
}

/** Sends the browser on after a form post. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}
