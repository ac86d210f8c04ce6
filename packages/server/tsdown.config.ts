import { defineConfig } from 'tsdown'
import { library } from '../../.ci/tsdown.ts'

export default defineConfig(library({ platform: 'node' }))
