import { conformanceApp } from '../conformanceApp.ts'

// Stands for the app's own module of the README.
export const { auth, offramp } = conformanceApp()
