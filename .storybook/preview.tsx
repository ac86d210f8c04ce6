import type { Decorator, Preview } from '@storybook/react-vite'
import { type ReactNode, useSyncExternalStore } from 'react'
import { languages, messagesFor } from '../packages/react/src/messages/messagesFor.ts'
import { StoryTexts } from '../packages/react/src/testing/StoryFrame.tsx'
import { StorySettingsContext } from '../packages/react/src/testing/storySettings.ts'
import { type NetworkSpeed, networkLatencyMs, networkSpeeds } from '../packages/sandbox/src/page/network.ts'
import { sandboxScenarios } from '../packages/sandbox/src/page/sandboxScenarios.ts'
import { inTheDarkAndInArabic } from './accessible.ts'
import { lettersOf, loadFonts } from './fonts.ts'
import { type Look, onLook, overriddenLook, pageStyle } from './looks.ts'

type Toolbar = Look & { network: NetworkSpeed; scenario: string }

/** The toolbar's theme, language, direction, network and scenario around a story, as an app's own root would have them. */
function Page(props: { toolbar: Toolbar; fills: boolean; children: ReactNode }) {
  const { toolbar, fills, children } = props
  const override = useSyncExternalStore(onLook, overriddenLook)
  const { theme, locale, direction } = { ...toolbar, ...override }
  const { network, scenario } = toolbar
  return (
    <div
      data-theme={theme}
      lang={locale}
      dir={direction === 'auto' ? messagesFor(locale).button.dir : direction}
      style={pageStyle(theme, fills)}
    >
      <StorySettingsContext.Provider value={{ network, scenario, latencyMs: networkLatencyMs[network] }}>
        <StoryTexts.Provider value={locale === 'en' ? undefined : messagesFor(locale)}>
          {children}
        </StoryTexts.Provider>
      </StorySettingsContext.Provider>
    </div>
  )
}

const withPage: Decorator = (Story, { globals, viewMode }) => (
  <Page toolbar={globals as unknown as Toolbar} fills={viewMode === 'story'}>
    <Story />
  </Page>
)

export default {
  tags: ['autodocs'],
  decorators: [withPage],
  loaders: [
    async ({ globals }) => {
      const { button, load } = messagesFor(globals.locale)
      await loadFonts(lettersOf([button, await load()]))
    },
  ],
  afterEach: inTheDarkAndInArabic,
  initialGlobals: { theme: 'light', locale: 'en', direction: 'auto', network: 'fast', scenario: '' },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
    locale: {
      description: 'Language',
      toolbar: {
        title: 'Language',
        icon: 'globe',
        items: Object.entries(languages).map(([value, title]) => ({ value, title })),
        dynamicTitle: true,
      },
    },
    direction: {
      description: 'Direction of the page around; `auto` is that of the language',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['auto', 'ltr', 'rtl'], dynamicTitle: true },
    },
    scenario: {
      description: 'What goes wrong, of what the sandbox can do',
      toolbar: {
        title: 'Scenario',
        icon: 'lightning',
        items: [
          { value: '', title: 'Everything goes well' },
          ...sandboxScenarios.map(({ id, summary }) => ({ value: id, title: id, right: summary })),
        ],
        dynamicTitle: true,
      },
    },
    network: {
      description: 'The network between the page and its backend',
      toolbar: { title: 'Network', icon: 'globe', items: [...networkSpeeds], dynamicTitle: true },
    },
  },
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    options: {
      storySort: {
        order: [
          'Docs',
          ['Getting started', 'Theming', 'Hooks', 'Recipes', 'Safety', 'Troubleshooting'],
          'Play a whole sale',
          'OfframpButton',
          'Order',
        ],
      },
    },
    backgrounds: { disable: true },
  },
} satisfies Preview
