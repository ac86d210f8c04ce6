import { testSchedules } from './testSchedules.ts'

testSchedules(0, 2_500)
