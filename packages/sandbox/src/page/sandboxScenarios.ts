import { scenarios } from '../control/scenarios.ts'

/**
 * Everything that `control.runScenario` can be asked for by name alone, for a panel to choose from. What happens to a sale is
 * refused while there is none.
 */
export const sandboxScenarios: readonly { id: string; summary: string }[] = scenarios
  // A row of another sale needs to be told in whose list it stands.
  .filter(({ id }) => !id.startsWith('row-'))
  .map(({ id, summary }) => ({ id, summary }))
