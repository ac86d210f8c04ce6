export { findPageProblems } from '../testing/pageProblems.ts'
export { findPathProblems } from '../testing/pathProblems.ts'
export { describeSharedConformance, type SharedUnderTest } from '../testing/sharedConformance.ts'
export {
  describeStoreConformance,
  type StoreUnderTest,
  type TestFunctions,
} from '../testing/storeConformance.ts'
export {
  formOnly,
  type ThrowawayNews,
  throwawaySignatureHeader,
  throwawayWebhook,
  webhookOnly,
} from '../testing/throwawayProviders.ts'
