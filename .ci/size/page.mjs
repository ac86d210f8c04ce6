// Two whole pages, nothing left out: one whose wagmi only reads the account, and the same with the button.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

const around = (imports, config, inside) => `
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createElement as h } from 'react'
import { createRoot } from 'react-dom/client'
import { createConfig, http, injected, useConnection, WagmiProvider } from 'wagmi'
import { base } from 'wagmi/chains'
${imports}
const wagmi = createConfig({ chains: [base], connectors: [injected()], transports: { [base.id]: http() } })
const queries = new QueryClient()
${config}
function Account() {
  const { address } = useConnection()
  return h('p', null, address, ${inside})
}
createRoot(document.body).render(
  h(WagmiProvider, { config: wagmi }, h(QueryClientProvider, { client: queries }, h(Account))),
)
`
const sale = `{ provider: 'coinbase', asset: 'USDC', chainId: 8453, amount: '25', cashoutCurrency: 'USD', country: 'US' }`

/** The files of both pages: `{ plain, withButton }`. */
export function writePages(work) {
  const plain = join(work, 'page.js')
  const withButton = join(work, 'page-with-button.js')
  writeFileSync(plain, around('', '', 'null'))
  writeFileSync(
    withButton,
    around(
      `import { createOfframpConfig, OfframpButton, OfframpProvider } from '@offrampkit/react/button'`,
      `const backend = () => import('@offrampkit/core/api').then((api) => api.httpBackend({ baseUrl: '/api' }))
const config = createOfframpConfig({ backend })`,
      `h(OfframpProvider, { config }, h(OfframpButton, ${sale}))`,
    ),
  )
  return { plain, withButton }
}
