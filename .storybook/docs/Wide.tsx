import { Markdown } from '@storybook/addon-docs/blocks'
import type { ReactNode } from 'react'

/** A document of the repository. Its tables scroll in their own place where a page is narrow. */
export function Wide({ children }: { children: string }): ReactNode {
  return (
    <div style={{ overflowX: 'auto' }}>
      <Markdown>{children}</Markdown>
    </div>
  )
}
