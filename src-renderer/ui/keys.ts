/** Key combinations as text: "Ctrl+Shift+K". The same text is declared, matched, and shown. */

export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
}

const NAMES: Record<string, string> = {
  " ": "Space",
  Esc: "Escape",
  Up: "ArrowUp",
  Down: "ArrowDown",
}
const SHOWN: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Delete: "Del",
}
const MAC_SHOWN: Record<string, string> = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧", Delete: "⌫" }

/**
 * The combination a key press stands for. Shift is left out where it is needed to type the character itself ("?"),
 * and kept for letters and named keys.
 */
export function keysOfPress(press: KeyPress, onMac = isMac): string {
  const name = NAMES[press.key] ?? press.key
  const key = name.length === 1 ? name.toUpperCase() : name
  const isCharacter = key.length === 1 && !/[A-Z0-9]/.test(key)
  const parts = []
  if (onMac ? press.metaKey : press.ctrlKey) parts.push("Ctrl")
  if (press.altKey) parts.push("Alt")
  if (press.shiftKey && !isCharacter) parts.push("Shift")
  return [...parts, key].join("+")
}

/** Order of modifiers, case and spelling ("Esc") do not matter. */
export function sameKeys(one: string, other: string): boolean {
  return normalise(one) === normalise(other)
}

/** The caps to draw: ["Ctrl", "K"]. */
export function keyCaps(keys: string, onMac = isMac): string[] {
  return splitKeys(keys).map((part) => (onMac ? MAC_SHOWN[part] : undefined) ?? SHOWN[part] ?? part)
}

export const isTextField = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && !["checkbox", "radio", "range"].includes(target.type)))

function normalise(keys: string): string {
  const parts = splitKeys(keys).map((part) => NAMES[part] ?? part)
  const key = parts.pop() ?? ""
  return [...parts.map((part) => part.toLowerCase()).sort(), key.toLowerCase()].join("+")
}

function splitKeys(keys: string): string[] {
  return keys.endsWith("++")
    ? [...keys.slice(0, -2).split("+"), "+"]
    : keys === "+"
      ? ["+"]
      : keys.split("+")
}

export const isMac = "navigator" in globalThis && navigator.userAgent.includes("Macintosh")
