'use client'
import { languages } from '@offrampkit/react/messages'
import { useRouter } from 'next/navigation'
import { keepChoice } from '@/lib/cookies'
import { Wallet } from './Wallet'

/** The reader's choices. The server draws them from then on: what it sends and what the page makes of it never differ. */
export function Header({ language }: { language: string }) {
  const router = useRouter()
  return (
    <header className="header">
      <a className="brand" href="/">
        Lagoon
      </a>
      <div className="tools">
        <select
          className="quiet"
          aria-label="Language"
          value={language}
          onChange={({ target }) => {
            keepChoice('language', target.value)
            router.refresh()
          }}
        >
          <option value="">My language</option>
          {Object.entries(languages).map(([tag, name]) => (
            <option key={tag} value={tag} lang={tag}>
              {name}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="quiet"
          onClick={() => {
            const { dataset } = document.documentElement
            const dark = dataset.theme
              ? dataset.theme === 'dark'
              : matchMedia('(prefers-color-scheme: dark)').matches
            keepChoice('theme', dark ? 'light' : 'dark')
            router.refresh()
          }}
        >
          Light / dark
        </button>
        <Wallet />
      </div>
    </header>
  )
}
