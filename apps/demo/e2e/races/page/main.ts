import { startRacePage } from './racePage.ts'

await startRacePage()
