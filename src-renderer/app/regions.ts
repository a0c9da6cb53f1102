/** F6: the regions of the window, in reading order, and a way from each to the next. Regions may lie in regions. */

const REGION = "[data-region]"
/** Where a region begins for the keyboard, if not at its first control. */
const START = "[data-region-start]"
const FOCUSABLE =
  'button:not(:disabled):not([tabindex="-1"]), input:not(:disabled):not([tabindex="-1"]), [tabindex="0"]:not(:disabled), a[href]'

/** Moves the focus to the next region (or the previous one), to where it last was in it. */
export class RegionFocus {
  #last = new WeakMap<Element, HTMLElement>()

  /** Call at each focusin: F6 comes back to this element. */
  remember(target: EventTarget | null): void {
    if (!(target instanceof HTMLElement)) return
    const region = target.closest(REGION)
    if (region) this.#last.set(region, target)
  }

  move(root: ParentNode, step: 1 | -1): void {
    const regions = [...root.querySelectorAll(REGION)].filter((region) => own(region, FOCUSABLE))
    const here = document.activeElement?.closest(REGION)
    const at = here ? regions.indexOf(here) : step === 1 ? -1 : 0
    const next = regions[(at + step + regions.length) % regions.length]
    if (!next) return
    const last = this.#last.get(next)
    const canReturn = last?.isConnected && !last.matches(":disabled")
    const target = canReturn ? last : (own(next, START) ?? own(next, FOCUSABLE))
    target?.focus()
  }
}

/** The first such element of the region itself, not of a region inside it. */
function own(region: Element, selector: string): HTMLElement | undefined {
  const found = region.querySelectorAll<HTMLElement>(selector)
  return [...found].find((element) => element.closest(REGION) === region)
}
