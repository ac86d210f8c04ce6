import { useState } from 'react'

/** A choice of the reader that outlives the page. */
export function usePreference(name: string, otherwise: string): [string, (next: string) => void] {
  const key = `demo-${name}`
  const [value, setValue] = useState(() => localStorage.getItem(key) ?? otherwise)
  const choose = (next: string) => {
    localStorage.setItem(key, next)
    setValue(next)
  }
  return [value, choose]
}
