import type { UserConfig } from 'tsdown'
/** The tsdown configuration of one package; the working folder is the package's. */
export declare function library(options: { platform: 'browser' | 'neutral' | 'node' }): UserConfig
