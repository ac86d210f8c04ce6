/**
 * Prints one element, and nothing else of the page: while the browser prints, everything beside it is marked, and our style sheet
 * leaves that out on paper. Without the style sheet the whole page is printed.
 */
export function printAlone(element: Element): void {
  const marked: [Element, string][] = []
  const mark = (one: Element, name: string) => {
    one.classList.add(name)
    marked.push([one, name])
  }
  for (let one: Element | null = element; one && one !== document.body; one = one.parentElement) {
    if (one !== element) mark(one, 'ofk-print-path')
    for (const beside of one.parentElement?.children ?? []) if (beside !== one) mark(beside, 'ofk-print-not')
  }
  // Some browsers go on at once and print later.
  window.addEventListener(
    'afterprint',
    () => {
      for (const [one, name] of marked) one.classList.remove(name)
    },
    { once: true },
  )
  window.print()
}
