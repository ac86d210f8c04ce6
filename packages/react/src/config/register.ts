import type { OfframpConfig } from './createOfframpConfig.ts'

/**
 * Lets an app tell the kit its own config type once.
 *
 * @example declare module '@offrampkit/react' { interface Register { config: typeof config } }
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging in apps
export interface Register {}

/** The registered config, or {@link OfframpConfig} where none is registered. */
export type ResolvedRegister = {
  config: Register extends { config: infer config extends OfframpConfig } ? config : OfframpConfig
}
