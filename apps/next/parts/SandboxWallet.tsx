'use client'
import { announceSandboxWallet } from '@offrampkit/sandbox/wallet'
import { useEffect } from 'react'

/** For trying it out, without an extension: delete it with `sandbox/`. A child's effect runs before wagmi looks for wallets. */
export function SandboxWallet({ url }: { url: string }) {
  useEffect(() => announceSandboxWallet({ sandboxUrl: url }).stop, [url])
  return null
}
