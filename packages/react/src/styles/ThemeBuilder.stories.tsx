import type { Meta, StoryObj } from '@storybook/react-vite'
import { type ReactNode, useState } from 'react'
import { expect, userEvent, waitFor, within } from 'storybook/test'
import theming from '../../THEMING.md?raw'
import { OfframpButton } from '../components/offramp-button/OfframpButton.tsx'
import { StageScreen } from '../flow/StageScreen.tsx'
import { Summary } from '../flow/Summary.tsx'
import { Timeline } from '../flow/Timeline.tsx'
import type { SaleView } from '../sale/useSaleView.ts'
import { StoryFrame } from '../testing/StoryFrame.tsx'
import { storyFacts } from '../testing/storyFacts.ts'
import { storySale } from '../testing/storySale.ts'
import './presets/midnight.css'
import './presets/neutral.css'
import './presets/rounded.css'
import './presets/terminal.css'
import './themeBuilder.story.css'

/** The variables of the documentation's table, with what they are by themselves. */
const variables = [...theming.matchAll(/^\| `(--ofk-[\w-]+)` \| `([^`]+)` \|/gm)].map(
  ([, name = '', value = '']) => ({ name, value }),
)
const presets = ['', 'neutral', 'rounded', 'midnight', 'terminal']

/** What an app would write into a style sheet of its own. */
function cssOf(preset: string, set: Readonly<Record<string, string>>): string {
  const lines = Object.entries(set).map(([name, value]) => `  ${name}: ${value};\n`)
  const theme = `:root {\n${lines.join('')}}\n`
  return preset === ''
    ? theme
    : `@import '@offrampkit/react/presets/${preset}.css'; /* <html data-ofk-preset="${preset}"> */\n\n${theme}`
}

/** The panel as it stands in its dialog, beside what changes it. */
function Preview({ view }: { view: SaleView }): ReactNode {
  return (
    <dialog open className="ofk-panel theme-preview" aria-label={view.messages.panel.title}>
      <div className="ofk-sheet">
        <Summary view={view} />
        <Timeline view={view} />
        <div className="ofk-screen">
          <StageScreen view={view} />
        </div>
      </div>
    </dialog>
  )
}

function ThemeBuilder(): ReactNode {
  const [preset, setPreset] = useState('')
  const [set, setSet] = useState<Readonly<Record<string, string>>>({})
  const change = (name: string, value: string) =>
    setSet(({ [name]: _, ...rest }) => (value === '' ? rest : { ...rest, [name]: value }))
  return (
    <div className="theme-builder">
      <form className="theme-controls" onSubmit={(event) => event.preventDefault()}>
        <label>
          Preset
          <select value={preset} onChange={({ target }) => setPreset(target.value)}>
            {presets.map((name) => (
              <option key={name} value={name}>
                {name || 'none'}
              </option>
            ))}
          </select>
        </label>
        {variables.map(({ name, value }) => (
          <label key={name}>
            {name}
            <input
              type="text"
              placeholder={value}
              value={set[name] ?? ''}
              onChange={({ target }) => change(name, target.value)}
            />
          </label>
        ))}
      </form>
      <div className="theme-stage" data-ofk-preset={preset} style={set as Record<string, string>}>
        <OfframpButton {...storySale} panel={(view) => <Preview view={view} />} />
      </div>
      <label className="theme-css">
        The CSS to copy
        <textarea readOnly rows={8} value={cssOf(preset, set)} />
      </label>
    </div>
  )
}

/** Change the variables and see the kit follow; the CSS below is what to copy into an app. */
const meta = {
  title: 'Theme builder',
  component: ThemeBuilder,
  decorators: [
    (Story) => (
      <StoryFrame backend={{ facts: storyFacts.paid }}>
        <Story />
      </StoryFrame>
    ),
  ],
} satisfies Meta<typeof ThemeBuilder>
export default meta

type Story = StoryObj<typeof meta>

/** One for each theme: what can be read on white cannot on black. */
const accent = 'light-dark(#0b7a53, #4fd39a)'

export const Build: Story = {
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('button', { name: /done/i }, { timeout: 30_000 })
    await userEvent.type(canvas.getByLabelText('--ofk-accent'), accent)
    await userEvent.selectOptions(canvas.getByLabelText('Preset'), 'rounded')
    await expect(canvas.getByLabelText('The CSS to copy')).toHaveValue(
      `@import '@offrampkit/react/presets/rounded.css'; /* <html data-ofk-preset="rounded"> */\n\n:root {\n  --ofk-accent: ${accent};\n}\n`,
    )
    const button = canvas.getByRole('button', { name: /done/i })
    // It changes, rather than jumps.
    await waitFor(() => expect(getComputedStyle(button).backgroundColor).toBe('rgb(11, 122, 83)'))
    await expect(getComputedStyle(button).borderRadius).toBe('999px')
  },
}
export const Midnight: Story = {
  async play({ canvasElement }) {
    const canvas = within(canvasElement)
    await canvas.findByRole('button', { name: /done/i }, { timeout: 30_000 })
    await userEvent.selectOptions(canvas.getByLabelText('Preset'), 'midnight')
  },
}
