'use client'
import { useEffect } from 'react'

/** How many dialogs are open, and what the page's own root had before the first of them. */
let held = 0
let before = { overflow: '', scrollbarGutter: '' }

/** Keeps the page behind a dialog where it is, without a jump where a scroll bar goes; as late as the dialog itself is opened. */
export function useScrollLock(locked: boolean): void {
  useEffect(() => {
    if (!locked) return
    const { documentElement: root } = document
    if (held === 0) {
      const { overflow, scrollbarGutter } = root.style
      before = { overflow, scrollbarGutter }
      const scrollBar = window.innerWidth > root.clientWidth
      root.style.overflow = 'hidden'
      if (scrollBar) root.style.scrollbarGutter = 'stable'
    }
    held += 1
    return () => {
      held -= 1
      if (held === 0) Object.assign(root.style, before)
    }
  }, [locked])
}
