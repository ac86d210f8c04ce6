import type { StageText } from './messages.ts'

/** A title and what follows it. */
export const say = (title: string, body: string): StageText => ({ title, body })
