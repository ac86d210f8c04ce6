import { type ComponentPropsWithoutRef, cloneElement, createElement, type ReactElement } from 'react'

/** What a part shows, one word or number each: its `data-*` attributes. `false`, `null` and `undefined` leave theirs out. */
export type PartState = Readonly<Record<string, string | number | boolean | null | undefined>>

/** What every part takes beside its own properties. */
export type PartProps<State extends PartState, Tag extends keyof HTMLElementTagNameMap = 'div'> = Omit<
  ComponentPropsWithoutRef<Tag>,
  'children' | 'className'
> & {
  /** Added to the part's own class, which our style sheet alone knows. A function is told the part's state. */
  className?: string | undefined | ((state: State) => string | undefined)
  /**
   * Draws the part's outermost element: an element that takes its attributes and children over, or a function of both. For a `ref`,
   * write it on that element.
   *
   * @example render={<section className="card" />}
   * @example render={(props, { tone }) => <section {...props} aria-live={tone === 'trouble' ? 'polite' : undefined} />}
   */
  render?: ReactElement | ((props: PartElementProps<Tag>, state: State) => ReactElement) | undefined
}

/** The attributes and children of a part's outermost element. */
export type PartElementProps<Tag extends keyof HTMLElementTagNameMap = 'div'> =
  ComponentPropsWithoutRef<Tag> & { [attribute: `data-${string}`]: string | undefined }

/**
 * Draws a part's outermost element: `own` is what the part wants, `props` what the app says, which wins, and `state` becomes
 * `data-*` attributes, with dashes for capitals. The part's class stays beside the app's.
 */
export function drawPart<State extends PartState, Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  own: PartElementProps<Tag>,
  props: PartProps<State, Tag>,
  state: State,
): ReactElement {
  const { className, render, ...attributes } = props
  const added = typeof className === 'function' ? className(state) : className
  const element = {
    ...own,
    ...attributesOf(state),
    ...attributes,
    className: [own.className, added].filter(Boolean).join(' '),
  } as unknown as PartElementProps<Tag>
  if (typeof render === 'function') return render(element, state)
  if (!render) return createElement(tag, element)
  const theirs = render.props as { className?: string }
  return cloneElement(render, {
    ...element,
    ...theirs,
    className: [element.className, theirs.className].filter(Boolean).join(' '),
  } as PartElementProps<Tag>)
}

function attributesOf(state: PartState): Record<`data-${string}`, string> {
  const shown = Object.entries(state).filter(([, value]) => value !== false && value != null)
  return Object.fromEntries(
    shown.map(([name, value]) => [
      `data-${name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`,
      value === true ? '' : String(value),
    ]),
  )
}
