// Before every file of the unit tests: properties draw the same values in each run, so that a red build is about the change
// that it tests and anybody can see it again. `FUZZ_SEED=random npm run test:unit`, or a number, draws others.
import fc from 'fast-check'

const given = process.env.FUZZ_SEED ?? '20261121'
fc.configureGlobal(given === 'random' ? {} : { seed: Number(given) })
