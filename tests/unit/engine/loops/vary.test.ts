import fc from "fast-check"
import { expect, test } from "vitest"
import { joined, turned } from "#engine/loops/learn/vary.ts"
import { seededRandom } from "#shared/music/random.ts"

const KINDS = 9
/** What one hand or foot plays: kick, snare, cymbals, toms. */
const LIMBS = [[0], [1], [2, 3, 7, 8], [4, 5, 6]]

const pattern = (bars: number) =>
  fc
    .uint8Array({ minLength: bars * 16 * KINDS, maxLength: bars * 16 * KINDS, max: 127 })
    .filter((cells) => cells.some((velocity) => velocity > 0))
const seed = fc.integer({ min: 0, max: 1e6 })

test("of two drum patterns each limb's part is wholly that of the one or of the other", () => {
  fc.assert(
    fc.property(pattern(2), pattern(2), seed, (one, other, from) => {
      const both = joined(one, other, seededRandom(from))
      for (const limb of LIMBS) {
        const partOf = (cells: Uint8Array) =>
          [...cells].filter((_, at) => limb.includes(at % KINDS)).join()
        expect([partOf(one), partOf(other)]).toContain(partOf(both))
      }
    }),
  )
})

test("what is put together of two patterns is never silent", () => {
  const [kicks, snares] = [0, 1].map((kind) => {
    const cells = new Uint8Array(32 * KINDS)
    cells[kind] = 100
    return cells
  })
  for (let from = 0; from < 50; from++)
    expect(Math.max(...joined(kicks!, snares!, seededRandom(from)))).toBe(100)
})

test("a loop that is turned goes on around its end, from one of its beats", () => {
  fc.assert(
    fc.property(pattern(2), seed, (cells, from) => {
      const round = turned(cells, 2, seededRandom(from))
      const beat = 4 * KINDS
      const begins = Array.from({ length: 8 }, (_, i) => i * beat)
      const turns = begins.map((by) => [...cells.subarray(by), ...cells.subarray(0, by)].join())
      expect(turns).toContain([...round].join())
    }),
  )
})
