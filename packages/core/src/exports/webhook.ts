export { isRsaPublicKey } from '../webhook/publicKey.ts'
export type { WebhookVerification } from '../webhook/verification.ts'
export { type VerifiedWebhook, verifyWebhook, type WebhookRequest } from '../webhook/verify.ts'
