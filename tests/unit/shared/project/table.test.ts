import fc from "fast-check"
import { describe, expect, it } from "vitest"
import {
  emptyTable,
  entitiesOf,
  entityOf,
  sizeOf,
  withEntities,
  withoutEntities,
} from "#shared/project/index.ts"

interface Thing {
  readonly id: string
  readonly value: number
}
const someThings = fc.array(
  fc.record({ id: fc.string({ minLength: 1, maxLength: 4 }), value: fc.nat(9) }),
  { maxLength: 200 },
)

describe("a table", () => {
  it("holds what a map holds, and without what was taken out", () => {
    fc.assert(
      fc.property(
        someThings,
        fc.array(fc.string({ minLength: 1, maxLength: 4 })),
        (things, gone) => {
          const map = new Map(things.map((thing) => [thing.id, thing]))
          for (const id of gone) map.delete(id)
          const table = withoutEntities(withEntities(emptyTable<Thing>(), things), gone)
          expect(sizeOf(table)).toBe(map.size)
          for (const { id } of things) expect(entityOf(table, id)).toBe(map.get(id))
          expect(new Set(entitiesOf(table))).toEqual(new Set(map.values()))
        },
      ),
    )
  })

  it("is the same however it came about", () => {
    fc.assert(
      fc.property(someThings, (things) => {
        const map = new Map(things.map((thing) => [thing.id, thing]))
        const turned = withEntities(emptyTable<Thing>(), [...map.values()].reverse())
        expect(withEntities(emptyTable<Thing>(), things)).toEqual(turned)
      }),
    )
  })

  it("stays the same reference where nothing changes", () => {
    const table = withEntities(emptyTable<Thing>(), [{ id: "a", value: 1 }])
    expect(withEntities(table, entitiesOf(table))).toBe(table)
    expect(withoutEntities(table, ["b"])).toBe(table)
  })

  it("shares all buckets but those that changed", () => {
    const things = Array.from({ length: 1000 }, (_, i): Thing => ({ id: `t${i}`, value: i }))
    const table = withEntities(emptyTable<Thing>(), things)
    const changed = withEntities(table, [{ id: "t5", value: -1 }])
    expect(changed.filter((bucket, i) => bucket !== table[i]).length).toBe(1)
    expect(Math.max(...table.map(({ length }) => length))).toBeLessThan(40)
  })

  it("knows no inherited names", () => {
    expect(entityOf(emptyTable<Thing>(), "constructor")).toBeUndefined()
    expect(entityOf(emptyTable<Thing>(), "__proto__")).toBeUndefined()
  })
})
