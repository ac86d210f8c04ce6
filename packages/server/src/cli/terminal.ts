/** What a command is handed of the process that it runs in. */
export interface Terminal {
  env: Readonly<Record<string, string | undefined>>
  /** Where relative paths begin. */
  folder: string
  say: (line: string) => void
  /** For what went wrong. */
  complain: (line: string) => void
}

/** The command was not understood, and nothing was done: exit code 2. */
export class WrongUsage extends Error {}
