// The one-button entry: what an app needs that draws nothing of its own. It is apart from the main entry because esbuild
// counts what a main entry's hooks share with the lazily loaded sale as needed at once; see decision record 8.
'use client'

export type {
  OfframpButtonElementProps,
  OfframpButtonProps,
  OfframpButtonState,
} from '../components/offramp-button/buttonProps.ts'
export { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
export {
  type CreateOfframpConfigParameters,
  createOfframpConfig,
  type OfframpConfig,
} from '../config/createOfframpConfig.ts'
export { OfframpProvider, type OfframpProviderProps } from '../config/OfframpProvider.tsx'
