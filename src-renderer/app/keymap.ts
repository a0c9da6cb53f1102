/** Which command a key press runs, given where the focus is. */
import { isTextField, keysOfPress } from "../ui/keys.ts"
import type { Command, Commands } from "../session/commands.svelte.ts"

/** They move a slider that has the focus. */
const OF_SLIDERS = new Set(["Home", "End", "PageUp", "PageDown"])
const PRESSES =
  "button, a[href], summary, [role=button], [role=menuitem], [role=option], [role=switch]"

/**
 * The command to run for this press, or undefined where the focused thing keeps the key for itself.
 * @param isFocusByKey whether the keyboard brought the focus where it is
 */
export function commandForPress(
  event: KeyboardEvent,
  commands: Commands,
  isFocusByKey: boolean,
): Command | undefined {
  if (event.defaultPrevented || event.isComposing) return undefined
  const { target } = event
  const keys = keysOfPress(event)
  const command = commands.forKeys(keys)
  if (!command) return undefined
  if (isTextField(target) && !command.inTextFields) return undefined
  if (!(target instanceof Element)) return command
  if (target.closest("[role=dialog], [role=alertdialog], [role=menu]")) return undefined
  if (OF_SLIDERS.has(keys) && target.matches("[type=range], [role=slider]")) return undefined
  // One that was clicked leaves Space to the transport.
  const isPress = keys === "Space" || keys === "Enter"
  if (isPress && isFocusByKey && target.matches(PRESSES)) return undefined
  return command
}

/** Whether the browser would now select the words of the whole page, which nobody wants of a studio. */
export function selectsPageText(event: KeyboardEvent): boolean {
  return keysOfPress(event) === "Ctrl+A" && !isTextField(event.target)
}
