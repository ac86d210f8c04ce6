import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import type { ReactNode } from 'react'
import { cookieToInitialState } from 'wagmi'
import { readWorld } from '@/lib/environment'
import { acceptedLanguages } from '@/lib/languages'
import { wagmiConfigOf } from '@/lib/wagmi'
import { Header } from '@/parts/Header'
import { Providers } from './providers'
import '@offrampkit/react/styles.css'
import './page.css'

export const metadata: Metadata = {
  title: 'Lagoon · cash out',
  description: 'Cash out crypto from your own wallet. Offramp Kit in the Next.js App Router.',
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [head, jar] = await Promise.all([headers(), cookies()])
  const theme = jar.get('theme')?.value
  const chosen = jar.get('language')?.value
  const world = readWorld()
  return (
    // Without a choice the system's wish decides, in the browser and by CSS alone: a server does not know it.
    <html lang="en" data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}>
      <body>
        <Providers
          world={world}
          // What the reader chose, else what the browser asks for. The texts themselves are functions, so their names travel.
          languages={chosen ? [chosen] : acceptedLanguages(head.get('accept-language'))}
          account={cookieToInitialState(wagmiConfigOf(world), head.get('cookie'))}
        >
          <Header language={chosen ?? ''} />
          {children}
        </Providers>
      </body>
    </html>
  )
}
