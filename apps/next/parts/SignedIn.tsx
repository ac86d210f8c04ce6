'use client'
import type { ReactNode } from 'react'
import { useSignedIn } from './session'

/** What only its owner may see, and what others see instead. */
export function SignedIn({ children, instead }: { children: ReactNode; instead: ReactNode }) {
  return useSignedIn() ? children : instead
}
