import { testSchedules } from './testSchedules.ts'

testSchedules(7500, 2_500)
