import type { Attachment } from "svelte/attachments"

/** Writes a text that changes by itself (a clock) at each frame, past the reactive system, and only when it differs. */
export function ticking(text: () => string): Attachment<HTMLElement> {
  return (element) => {
    let frame = 0
    const draw = (): void => {
      const now = text()
      if (element.textContent !== now) element.textContent = now
      frame = requestAnimationFrame(draw)
    }
    draw()
    return () => cancelAnimationFrame(frame)
  }
}
