import { testOverAnvil } from './anvilSchedules.ts'

testOverAnvil(250, 250)
