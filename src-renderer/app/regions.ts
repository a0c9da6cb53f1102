/** F6: the regions of the window, in reading order, and a way from each to the next. */

const FOCUSABLE =
  'button:not(:disabled):not([tabindex="-1"]), input:not(:disabled):not([tabindex="-1"]), [tabindex="0"], a[href]'

/** Moves the focus to the next region (or the previous one), to where it last was in it. */
export class RegionFocus {
  #last = new WeakMap<Element, HTMLElement>()

  /** Call at each focusin: F6 comes back to this element. */
  remember(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return
    const region = target.closest("[data-region]")
    if (region) this.#last.set(region, target)
  }

  move(root: ParentNode, step: 1 | -1): void {
    const regions = [...root.querySelectorAll("[data-region]")].filter(
      (region) => region.querySelector(FOCUSABLE) || region.matches(FOCUSABLE),
    )
    const here = document.activeElement?.closest("[data-region]")
    const at = here ? regions.indexOf(here) : step === 1 ? -1 : 0
    const next = regions[(at + step + regions.length) % regions.length]
    if (!next) return
    const last = this.#last.get(next)
    const target = last?.isConnected ? last : next.querySelector<HTMLElement>(FOCUSABLE)
    target?.focus({ preventScroll: false })
  }
}
