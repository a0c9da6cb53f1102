import { describe, expect, test } from "vitest"
import { keyCaps, keysOfPress, sameKeys, type KeyPress } from "../../../../src-renderer/ui/keys.ts"

const press = (key: string, held: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
})

describe("keys", () => {
  test("a press is named by its modifiers and its key", () => {
    expect(keysOfPress(press("k", { ctrlKey: true }), false)).toBe("Ctrl+K")
    expect(keysOfPress(press("Z", { ctrlKey: true, shiftKey: true }), false)).toBe("Ctrl+Shift+Z")
    expect(keysOfPress(press(" "), false)).toBe("Space")
  })

  test("the command key of a Mac counts as Ctrl, its control key as nothing", () => {
    expect(keysOfPress(press("k", { metaKey: true }), true)).toBe("Ctrl+K")
    expect(keysOfPress(press("k", { ctrlKey: true }), true)).toBe("K")
  })

  test("Shift that is needed to type a character is not part of the keys", () => {
    expect(keysOfPress(press("?", { shiftKey: true }), false)).toBe("?")
    expect(keysOfPress(press("+", { shiftKey: true }), false)).toBe("+")
  })

  test("order, case and short names do not matter", () => {
    expect(sameKeys("Shift+Ctrl+z", "Ctrl+Shift+Z")).toBe(true)
    expect(sameKeys("Esc", "Escape")).toBe(true)
    expect(sameKeys("Ctrl++", "ctrl++")).toBe(true)
    expect(sameKeys("Z", "Ctrl+Z")).toBe(false)
  })

  test("caps are short, and the Mac's own on a Mac", () => {
    expect(keyCaps("Ctrl+ArrowLeft", false)).toEqual(["Ctrl", "←"])
    expect(keyCaps("Ctrl+Shift+Z", true)).toEqual(["⌘", "⇧", "Z"])
    expect(keyCaps("+", false)).toEqual(["+"])
  })
})
