import type { Decorator, Preview } from '@storybook/react-vite'

/** Puts the toolbar's theme and direction on a wrapper, as an app would on its own root. */
const withThemeAndDirection: Decorator = (Story, { globals }) => (
  <div
    data-theme={globals.theme}
    dir={globals.direction}
    style={{
      padding: 24,
      minHeight: 120,
      colorScheme: globals.theme,
      background: globals.theme === 'dark' ? '#0b0d12' : '#ffffff',
      color: globals.theme === 'dark' ? '#f3f5f8' : '#12151b',
    }}
  >
    <Story />
  </div>
)

export default {
  tags: ['autodocs'],
  decorators: [withThemeAndDirection],
  initialGlobals: { theme: 'light', direction: 'ltr' },
  globalTypes: {
    theme: {
      description: 'Theme',
      toolbar: { title: 'Theme', icon: 'contrast', items: ['light', 'dark'], dynamicTitle: true },
    },
    direction: {
      description: 'Text direction',
      toolbar: { title: 'Direction', icon: 'transfer', items: ['ltr', 'rtl'], dynamicTitle: true },
    },
  },
  parameters: {
    a11y: { test: 'error' },
    layout: 'fullscreen',
    backgrounds: { disable: true },
  },
} satisfies Preview
