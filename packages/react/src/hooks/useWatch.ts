'use client'
import { useEffect, useRef } from 'react'
import type { DepositSession } from '../deposit/depositSession.ts'

/** What is prepared is for one order, account, network and wallet, and for a page that is there. */
export function useWatch(session: DepositSession, connection: string): void {
  const checked = useRef(connection)
  useEffect(() => {
    if (checked.current !== connection) session.refresh()
    checked.current = connection
  }, [session, connection])
  useEffect(() => {
    const disarm = () => session.disarm()
    window.addEventListener('pagehide', disarm)
    return () => {
      window.removeEventListener('pagehide', disarm)
      disarm()
    }
  }, [session])
}
