export type { WebhookVerification } from '../webhook/verification.ts'
