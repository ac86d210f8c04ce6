import { useEffect, useState } from 'react'
import type { SaleWorld } from './saleWorld.ts'

/** How often a scenario that needs a sale looks whether there is one. */
const lookMs = 200

/**
 * Plays one of the sandbox's scenarios. What happens to a sale waits until there is one.
 *
 * @returns the scenario in words
 */
export function useScenario(world: SaleWorld, scenario: string): string {
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (scenario === '') return
    const { control } = world.page.sandbox
    const summary = control.scenarios().find(({ id }) => id === scenario)?.summary ?? ''
    setSaid(summary)
    let timer: ReturnType<typeof setTimeout> | undefined
    let left = false
    const apply = () =>
      void control.runScenario(scenario).catch(() => {
        if (!left) timer = setTimeout(apply, lookMs)
      })
    apply()
    return () => {
      left = true
      clearTimeout(timer)
      setSaid('')
    }
  }, [world, scenario])
  return said
}
