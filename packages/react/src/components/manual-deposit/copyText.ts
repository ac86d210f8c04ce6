/**
 * Puts text into the clipboard.
 *
 * @param near - an element of the dialog in use: everything outside a modal dialog is inert, and cannot be selected
 * @returns whether the browser says that it is there; `false` claims nothing
 */
export async function copyText(text: string, near: Element): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    // Not allowed, or not there: a page without https, an old browser, a frame.
    return copySelected(text, near)
  }
}

function copySelected(text: string, near: Element): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.readOnly = true
  area.className = 'ofk-announce'
  near.append(area)
  try {
    area.select()
    return document.execCommand('copy')
  } catch {
    return false
  } finally {
    area.remove()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
