import { expect, test } from "vitest"
import {
  changed,
  keysText,
  zoneFor,
} from "../../../../src-renderer/features/mixer/devices/sampler/zones.ts"

const media = { id: "m", seconds: 2 } as never
const first = zoneFor(media, [])

test("recordings go to the keys from C2 up, one after the other", () => {
  const second = zoneFor(media, [first])
  expect([first, second].map(keysText)).toEqual(["C2", "C♯2"])
  expect(first).toMatchObject({ startSeconds: 0, endSeconds: 2, rootKey: 36 })
  expect(zoneFor(media, [{ ...first, highKey: 127 }]).lowKey).toBe(127)
})

test("the lowest key stays below the highest: the end that was not moved gives way", () => {
  const wide = changed(first, { highKey: 48 })
  expect(keysText(wide)).toBe("C2 to C3")
  expect(changed(wide, { lowKey: 60 })).toMatchObject({ lowKey: 60, highKey: 60 })
  expect(changed(wide, { highKey: 30 })).toMatchObject({ lowKey: 30, highKey: 30 })
})
