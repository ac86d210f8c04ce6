// Every test of `test:react18` begins here: with any other React it would prove nothing.
import { version } from 'react'
import { version as domVersion } from 'react-dom'

for (const found of [version, domVersion])
  if (!found.startsWith('18.')) throw new Error(`These tests are for React 18, and this is ${found}.`)
