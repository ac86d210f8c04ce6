export { createSiweAuth, type SiweAuth, type SiweAuthOptions } from '../siwe/auth.ts'
export type { ClientOf } from '../siwe/signature.ts'
