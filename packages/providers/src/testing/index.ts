// biome-ignore lint/performance/noBarrelFile: the entry of @offrampkit/providers/testing
export { describeProviderConformance, type ProviderUnderTest, type TestRunner } from './conformance.ts'
export { mutate, seeded } from './mutate.ts'
