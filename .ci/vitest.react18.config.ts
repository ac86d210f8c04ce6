// Tests of `vitest.browser.config.ts` once more, with React 18.3 in place of 19: every hook, the button's whole sale, the list, the
// receipt, the dialog, the form, and the screens with effects of their own.
import { mergeConfig } from 'vite'
import browser from './vitest.browser.config.ts'
import { reports, root } from './vitest.shared.ts'

const react18 = `${root}/packages/react/node_modules`

const { test: tests, ...rest } = browser

export default mergeConfig(rest, {
  // Another React makes other bundles of what depends on it.
  cacheDir: 'node_modules/.vite-react18',
  resolve: {
    alias: [
      { find: /^react(?=\/|$)/, replacement: `${react18}/react-18` },
      { find: /^react-dom(?=\/|$)/, replacement: `${react18}/react-dom-18` },
    ],
  },
  test: {
    ...tests,
    name: 'react18',
    include: [
      'hooks/*',
      'components/offramp-button/{sending,opening,drawing,loading}',
      'components/offramp-{card,history,receipt,dialog}/*',
      'components/offramp-form/{OfframpForm,inThePanel}',
      'flow/{dialog,byHandScreen}',
      'messages/inThePage',
      'config/hydration',
    ].map((which) => `packages/react/src/${which}.browser.test.tsx`),
    setupFiles: ['packages/react/test/react18.ts', ...[tests?.setupFiles ?? []].flat()],
    ...reports('react18'),
  },
})
