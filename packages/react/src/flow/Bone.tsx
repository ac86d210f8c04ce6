import type { ReactNode } from 'react'

/** Stands where something will, in its size. */
export function Bone(): ReactNode {
  return <span className="ofk-bone" aria-hidden="true" />
}
