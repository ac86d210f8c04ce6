/** Which of Partna's two worlds: in staging no real money moves. */
export type PartnaEnvironment = 'production' | 'staging'

/** Hosts and the keys that sign webhooks, of one environment. */
export interface PartnaHosts {
  apiUrl: string
  payUrl: string
  /** RSA public key, PKCS#1, base64. */
  webhookKey: string
}

/**
 * Sources: https://docs.getpartna.com/v4/documentation/environments, …/guides/offramp-widget and
 * …/core-concepts/webhooks (the keys are text on that page; no rotation is described), read 2026-11-21.
 */
export const partnaHosts: Readonly<Record<PartnaEnvironment, PartnaHosts>> = {
  production: {
    apiUrl: 'https://api.getpartna.com/v4',
    payUrl: 'https://pay.getpartna.com/v4/pay/offramp',
    webhookKey:
      'MIIBCgKCAQEAoGmOqVUxIGq92P8J5KqwJbwucsNeUwfS76saj0UPgT1IsK/mvceRGes7dsgE4EVx7Wsd5PPNeAfaNt8d0plBLhHRW64WFyv6jYcYp8eVdHUxWLA6p5gZ9rGrZiwqKqunppTPlV04gdDC32rAbpAR3IMYmMJLuPy63Oumszl4qk69A1o60Sonr0KYBaRK7aQsFT9IFexicDUhrF1SohaNH/msTdvJb0SwSGiV92EhmmC2R8CL83/BS8QC5c9PWtZ4a26CRLHe0IfaGGz8ClhlO8IFxz0cNrpoRa4JRsffezQ+RMQqCxhcigC7wHfqZr5BtziQOYJjUknVzsd81HEYlwIDAQAB',
  },
  staging: {
    apiUrl: 'https://staging-api.getpartna.com/v4',
    payUrl: 'https://staging-pay.getpartna.com/v4/pay/offramp',
    webhookKey:
      'MIIBCgKCAQEAv2ipgHLFFHgGHr9VpsPN8V1HIbCrlmTZRU/CYSDaoVX+xerJOMGXqmwgQMQH5T81VaMw4rtIA8tT4DkJgjb+7G0x4CGK1OPdlvhEGP2mOFy02onkEnMvuN3glVc4YKLvWDTG0KT7q9mARBIkO2Nrwy6IVHAl9pMXMJTRS22c0cIbuRmkYsGZtrylUv50knbRSgy5EA6523+j3PPJB4TgsigGSJxJGuksaxnDQGRE558xnyw/0gJmmAIdbxboQTGMqod/My/kAssRkUNu1QtqrsdhZmGYHS+pIPJSaxqHEy8eiTahoqqq8KgNUfQfwduG+Kc4f/t5JHetSt1dgulmswIDAQAB',
  },
}
