export { type CheckedAddress, checkOtherAddress, readOtherAddress } from '../network/otherAddress.ts'
