import { announceSandboxWallet } from '@offrampkit/sandbox/wallet'
import { useState } from 'react'

/** Announces the sandbox's wallet like any other EIP-6963 wallet, before wagmi looks for wallets. */
export function useSandboxWallet(sandboxUrl: string | null): void {
  useState(() => {
    if (sandboxUrl) announceSandboxWallet({ sandboxUrl })
    return null
  })
}
