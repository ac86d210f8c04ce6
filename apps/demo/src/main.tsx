import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { loadSettings } from './settings.ts'
import '@offrampkit/react/styles.css'
import './styles/demo.css'

const root = createRoot(document.getElementById('root') as HTMLElement)

loadSettings().then(
  (settings) => root.render(<App settings={settings} />),
  (error: Error) =>
    root.render(
      <p role="alert" className="boot-error">
        {error.message}
      </p>,
    ),
)
