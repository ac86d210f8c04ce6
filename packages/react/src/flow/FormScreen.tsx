import type { ReactNode } from 'react'
import { AnswerForm } from '../components/offramp-form/AnswerForm.tsx'
import type { SaleView } from '../sale/useSaleView.ts'
import { Foot } from './Foot.tsx'

/** A provider's questions, in the panel. */
export function FormScreen({ view }: { view: SaleView }): ReactNode {
  const { messages, phase } = view
  if (phase.name !== 'form') return null
  return (
    <AnswerForm
      step={phase.step}
      sending={phase.sending}
      refused={phase.refused}
      messages={messages}
      onSubmit={view.submit}
      foot={(button, above) => (
        <Foot view={view} trouble={above}>
          {button}
        </Foot>
      )}
    />
  )
}
