import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { Anchors } from "../../../../src-renderer/features/map/model/anchors.ts"
import type { MapModel } from "../../../../src-renderer/features/map/model/map-model.ts"
import { aMap } from "./models.ts"

const { model } = aMap()
const [own] = model.parts as [MapModel["parts"][number]]
const key = (index: number): string => `${own.part.id}#${index}`
const times = [...own.bounds]

const cut = (bounds: readonly number[]): MapModel => ({
  ...model,
  count: bounds.length - 1,
  parts: [{ ...own, count: bounds.length - 1, bounds: Float64Array.from(bounds) }],
})
const without = (bounds: readonly number[], at: number): number[] => bounds.toSpliced(at, 1)

/** A list that goes through models one after the other. */
function through(list: readonly string[], models: readonly MapModel[]): readonly string[] {
  const anchors = new Anchors()
  return models.reduce<{ list: readonly string[]; before: MapModel }>(
    ({ list: keys, before }, now) => {
      const followed = anchors.follow(keys, before, now)
      anchors.keep(followed)
      return { list: followed, before: now }
    },
    { list, before: model },
  ).list
}

describe("a path through chunks that are cut otherwise", () => {
  it("joins with two of its chunks, and has both again after the undo", () => {
    const path = [key(3), key(4), key(8)]
    const joined = cut(without(times, 4))
    expect(through(path, [joined])).toEqual([key(3), key(7)])
    expect(through(path, [joined, model])).toEqual(path)
  })

  it("keeps a chunk's first half where it is split in its middle", () => {
    const middle = (times[5]! + times[6]!) / 2
    const split = cut(times.toSpliced(6, 0, middle))
    expect(through([key(5), key(6)], [split])).toEqual([key(5), key(7)])
  })

  it("stays with its chunk while a boundary moves, however far", () => {
    const far = times[4]! + (times[5]! - times[4]!) * 0.95
    const moved = cut(times.with(4, far))
    expect(through([key(3), key(4)], [moved])).toEqual([key(3), key(4)])
  })

  it("comes back as it was after any joins and their undo, in the opposite order", () => {
    const indices = fc.array(fc.nat(own.count - 1), { minLength: 1, maxLength: 12 })
    const joins = fc.array(fc.integer({ min: 1, max: own.count - 6 }), { maxLength: 4 })
    fc.assert(
      fc.property(indices, joins, (chosen, places) => {
        const path = chosen.filter((index, at) => index !== chosen[at - 1]).map(key)
        const states = places.reduce<number[][]>(
          (all, place) => [...all, without(all.at(-1)!, place)],
          [times],
        )
        const there = states.slice(1).map(cut)
        const back = states.slice(0, -1).toReversed().map(cut)
        expect(through(path, [...there, ...back])).toEqual(path)
      }),
    )
  })
})
