import { useEffect, useState } from 'react'

type Theme = 'light' | 'dark'

const preferred = (): Theme => {
  const stored = localStorage.getItem('demo-theme')
  if (stored === 'light' || stored === 'dark') return stored
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Light or dark for the page and for the kit's parts: both read `data-theme` on the root element. */
export function ThemeToggle() {
  const [theme, setTheme] = useState(preferred)
  useEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  const other = theme === 'light' ? 'dark' : 'light'
  return (
    <button
      type="button"
      className="button button--icon"
      aria-label={`Switch to ${other} theme`}
      onClick={() => {
        localStorage.setItem('demo-theme', other)
        setTheme(other)
      }}
    >
      <svg viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
        <circle cx="10" cy="10" r="7" fill="none" stroke="currentColor" strokeWidth="1.6" />
        <path d="M10 3a7 7 0 0 1 0 14Z" fill="currentColor" />
      </svg>
    </button>
  )
}
