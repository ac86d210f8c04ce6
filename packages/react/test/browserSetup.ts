// For every test in Chromium. A fresh clone transforms each module on its first use, and a busy machine takes its time:
// how long something may take at the most decides nothing here but when to give up.
import { configure } from '@testing-library/react'

configure({ asyncUtilTimeout: 20_000 })
