import { testOverAnvil } from './anvilSchedules.ts'

testOverAnvil(0, 250)
