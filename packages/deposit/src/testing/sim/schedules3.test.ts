import { testSchedules } from './testSchedules.ts'

testSchedules(5000, 2_500)
