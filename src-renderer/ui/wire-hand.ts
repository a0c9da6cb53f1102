/** Wires a hand, its wheel and its keys to a picture. Keys are heard first of all, wherever the focus is: Escape ends a drag. */
type Listeners = { [K in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[K]) => void }

/** @returns the function that lets go */
export function wireHand(
  element: HTMLElement,
  listeners: Listeners,
  onkey: (event: KeyboardEvent) => void,
): () => void {
  const controller = new AbortController()
  const { signal } = controller
  // A wheel that zooms keeps the page from scrolling: not passive.
  for (const [name, listener] of Object.entries(listeners))
    element.addEventListener(name, listener as EventListener, { signal, passive: false })
  window.addEventListener("keydown", onkey, { signal, capture: true })
  return () => controller.abort()
}
