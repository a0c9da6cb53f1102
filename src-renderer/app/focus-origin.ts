/**
 * How the focused thing got its focus: by the keyboard, or by a pointer. `:focus-visible` does not tell: a menu that was
 * opened and left by the pointer gives the focus back by program, which browsers count as the keyboard.
 */
export class FocusOrigin {
  #isKeyLast = false
  #isByKey = false

  /** Hears presses before anything else does. @returns what ends it */
  follow(window: Window): () => void {
    const noteKey = (): void => void (this.#isKeyLast = true)
    const notePointer = (): void => void (this.#isKeyLast = false)
    const noteFocus = (): void => void (this.#isByKey = this.#isKeyLast)
    window.addEventListener("keydown", noteKey, { capture: true })
    window.addEventListener("pointerdown", notePointer, { capture: true })
    window.addEventListener("focusin", noteFocus, { capture: true })
    return () => {
      window.removeEventListener("keydown", noteKey, { capture: true })
      window.removeEventListener("pointerdown", notePointer, { capture: true })
      window.removeEventListener("focusin", noteFocus, { capture: true })
    }
  }

  get isByKey(): boolean {
    return this.#isByKey
  }
}
