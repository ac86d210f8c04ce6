/** The one stylesheet of every sandbox page, served as a file so that the pages need no inline style. */
export const style = `
:root { color-scheme: light dark; --ink: #14161c; --dim: #5a6070; --page: #f4f5f8; --card: #fff; --line: #dadde6;
  --act: #1a4fe0; --act-ink: #fff; --warn: #ffcc33; --warn-ink: #221a00; --bad: #b3211b; --radius: 14px; }
@media (prefers-color-scheme: dark) { :root { --ink: #f1f3f8; --dim: #a2a9ba; --page: #101218; --card: #1a1d26;
  --line: #343947; --act: #86a8ff; --act-ink: #0b1020; --bad: #ff9c94; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
.banner { background: repeating-linear-gradient(-45deg, var(--warn) 0 18px, #ffd966 18px 36px); color: var(--warn-ink);
  padding: .6rem 1rem; text-align: center; font-weight: 700; letter-spacing: .02em; }
main { max-width: 27rem; margin: 1rem auto 3rem; padding: 0 1rem; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: var(--radius); padding: 1.25rem; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .75rem; }
h2 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
p { margin: 0 0 .75rem; }
.dim { color: var(--dim); font-size: .9rem; }
label { display: block; font-weight: 600; margin: .9rem 0 .25rem; }
input, select { width: 100%; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line);
  border-radius: 10px; padding: .65rem .75rem; }
button, .button { display: block; width: 100%; font: inherit; font-weight: 650; text-align: center; cursor: pointer;
  border: 1px solid transparent; border-radius: 999px; padding: .75rem 1rem; margin-top: .75rem; text-decoration: none;
  background: var(--act); color: var(--act-ink); }
button.quiet, .button.quiet { background: transparent; border-color: var(--line); color: var(--ink); }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; }
dl { display: grid; grid-template-columns: auto 1fr; gap: .45rem 1rem; margin: 0 0 .75rem; }
dt { color: var(--dim); } dd { margin: 0; text-align: end; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
dd.strong { font-weight: 700; }
.error { border: 1px solid var(--bad); color: var(--bad); border-radius: 10px; padding: .65rem .75rem; }
.address span { display: inline-block; }
.address { font-size: .9rem; }
.big { font-size: 1.75rem; font-weight: 700; line-height: 1.2; margin: 0 0 .25rem; font-variant-numeric: tabular-nums; }
.row { display: flex; gap: .75rem; } .row > * { flex: 1; }
`
