/** Where the focus goes when the view that had it is gone: to the list that the new view is about. */

const START = '[data-region-start], [role="listbox"][tabindex="0"]'

/** Waits until the list is there, unless somebody else takes the focus first. Returns the end of waiting. */
export function focusView(main: HTMLElement): () => void {
  const land = (): boolean => {
    const { activeElement } = document
    if (activeElement !== null && activeElement !== document.body) return true
    const start = main.querySelector<HTMLElement>(START)
    start?.focus()
    return start !== null
  }
  const observer = new MutationObserver(() => {
    if (land()) observer.disconnect()
  })
  if (!land()) observer.observe(main, { childList: true, subtree: true })
  return () => observer.disconnect()
}
