/** How a provider signs its webhooks: data, consumed by the one verifier, {@link verifyWebhook}. */
export type WebhookVerification =
  | {
      /** Hook0, used by Coinbase: `t=…,h=…,v1=…` over `t.h.values.body`. */
      kind: 'hook0'
      header: string
      /** Several for rotation; each is used as UTF-8 text. */
      secrets: readonly string[]
      toleranceMs: number
    }
  | {
      /** Hex HMAC-SHA-256 of the raw body in a header (Capa). */
      kind: 'hmac'
      header: string
      secrets: readonly string[]
    }
  | {
      /** RSASSA-PSS/SHA-256 over the raw bytes of one JSON member of the body, signature in another (Partna). */
      kind: 'rsa-pss-member'
      signedMember: string
      signatureMember: string
      /** SPKI or PKCS#1, base64 DER. */
      publicKeys: readonly string[]
      saltLength: number
    }
