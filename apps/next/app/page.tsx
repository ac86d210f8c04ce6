import { OfframpButton } from '@offrampkit/react/button'
import { OfframpHistory } from '@offrampkit/react/history'
import { readWorld } from '@/lib/environment'
import { SignedIn } from '@/parts/SignedIn'

/** A server component: the kit's own entries say where the client begins. */
export default function Page() {
  const base = readWorld().networks[0]
  return (
    <main className="main">
      <section className="card" aria-labelledby="sell">
        <h1 id="sell">Your coins, in your bank.</h1>
        <p className="sum">
          <span>25</span> USDC
        </p>
        <p className="soft">
          Sold through Coinbase, paid out to your bank account in US dollars. Your own wallet signs, once.
        </p>
        {base && (
          <OfframpButton
            provider="coinbase"
            asset="USDC"
            network={base.id}
            amount="25"
            cashoutCurrency="USD"
            country="US"
            subdivision="NY"
            method="ACH_BANK_ACCOUNT"
          />
        )}
      </section>
      <section className="past" aria-labelledby="past">
        <h2 id="past">Your cash-outs</h2>
        <SignedIn instead={<p className="soft">Sign in with your wallet to see them.</p>}>
          <OfframpHistory />
        </SignedIn>
      </section>
    </main>
  )
}
