import { testSchedules } from './testSchedules.ts'

testSchedules(2500, 2_500)
