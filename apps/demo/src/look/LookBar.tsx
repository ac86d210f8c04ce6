import { languages } from '@offrampkit/react/messages'
import { useEffect } from 'react'
import { Select } from '../sell/Select.tsx'
import { usePreference } from './usePreference.ts'
import '@offrampkit/react/presets/midnight.css'
import '@offrampkit/react/presets/neutral.css'
import '@offrampkit/react/presets/rounded.css'
import '@offrampkit/react/presets/terminal.css'

const languageOptions = Object.entries(languages).map(([value, label]) => ({ value, label }))
const presets = [
  { value: '', label: 'Tidewater’s own' },
  { value: 'neutral', label: 'Neutral' },
  { value: 'rounded', label: 'Rounded' },
  { value: 'midnight', label: 'Midnight' },
  { value: 'terminal', label: 'Terminal' },
]

interface LookBarProps {
  language: string
  onLanguage: (language: string) => void
}

/** How the kit's parts speak and look: any of its languages and presets, also in the middle of a sale. */
export function LookBar({ language, onLanguage }: LookBarProps) {
  const [preset, setPreset] = usePreference('preset', '')
  useEffect(() => {
    const { dataset } = document.documentElement
    if (preset) dataset.ofkPreset = preset
    else delete dataset.ofkPreset
  }, [preset])
  return (
    <footer className="look">
      <Select label="Language" value={language} options={languageOptions} onChange={onLanguage} />
      <Select label="Look" value={preset} options={presets} onChange={setPreset} />
    </footer>
  )
}
