// biome-ignore lint/performance/noBarrelFile: the entry of @offrampkit/providers/testing
export { describeProviderConformance, type TestFunctions } from './conformance.ts'
export { hmacHex } from './hmacHex.ts'
export { mutate, seeded } from './mutate.ts'
export type { Delivery, ProviderUnderTest, UpstreamStandIn, WebhookUnderTest } from './underTest.ts'
