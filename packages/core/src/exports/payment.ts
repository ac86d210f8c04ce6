export { type CheckedAddress, checkOtherAddress, readOtherAddress } from '../network/otherAddress.ts'
export { type PaymentUri, paymentUri } from '../payment/paymentUri.ts'
