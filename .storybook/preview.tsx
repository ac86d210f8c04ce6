import type { Decorator, Preview } from '@storybook/react-vite'
// Whatever is installed where a story is drawn: no letter of any language is an empty box.
import '@fontsource-variable/noto-sans'
import '@fontsource-variable/noto-sans-arabic'
import '@fontsource-variable/noto-sans-sc'
import { languages, messagesFor } from '../packages/react/src/messages/messagesFor.ts'
import { StoryTexts } from '../packages/react/src/testing/StoryFrame.tsx'

const font =
  "system-ui, 'Noto Sans Variable', 'Noto Sans Arabic Variable', 'Noto Sans SC Variable', sans-serif"

/** Puts the toolbar's theme, language and direction on a wrapper, as an app would on its own root. */
const withThemeAndLanguage: Decorator = (Story, { globals }) => (
  <div
    data-theme={globals.theme}
    lang={globals.locale}
    dir={globals.direction === 'auto' ? messagesFor(globals.locale).button.dir : globals.direction}
    style={{
      ...{ '--ofk-font': font },
      padding: 24,
      minHeight: 120,
      colorScheme: globals.theme,
      background: globals.theme === 'dark' ? '#0b0d12' : '#ffffff',
      color: globals.theme === 'dark' ? '#f3f5f8' : '#12151b',
    }}
  >
    <StoryTexts.Provider value={globals.locale === 'en' ? undefined : messagesFor(globals.locale)}>
      <Story />
    </StoryTexts.Provider>
  </div>
)

export default {
  tags: ['autodocs'],
  decorators: [withThemeAndLanguage],
  initialGlobals: { theme: 'light', locale: 'en', direction: 'auto' },
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
  },
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    backgrounds: { disable: true },
  },
} satisfies Preview
