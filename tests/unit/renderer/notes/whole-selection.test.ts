import fc from "fast-check"
import { expect, test } from "vitest"
import { WholeSelection } from "../../../../src-renderer/features/notes/edits/whole-selection.ts"

const notesOf = (ids: readonly string[]) => ids.map((id) => ({ id })) as never[]

test("all notes are selected as long as each is, whatever else they become", () => {
  const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g"), {
    minLength: 1,
    maxLength: 6,
  })
  const asked = fc.record({ notes: ids, selected: ids, isSame: fc.boolean() })
  fc.assert(
    fc.property(fc.array(asked, { minLength: 2, maxLength: 8 }), (sequence) => {
      const whole = new WholeSelection()
      let selection = new Set<string>()
      for (const { notes, selected, isSame } of sequence) {
        if (!isSame) selection = new Set(selected)
        const isWhole = notes.length === selection.size && notes.every((id) => selection.has(id))
        expect(whole.isWhole(notesOf(notes), selection)).toBe(isWhole)
      }
    }),
  )
})

test("of no notes none is selected", () => {
  expect(new WholeSelection().isWhole([], new Set())).toBe(false)
})
