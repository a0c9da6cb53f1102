import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { readMusic } from "#engine/datasets/read-music-io.ts"
import { framesOf } from "#engine/datasets/readers/frames.ts"
import { pieceOf } from "#engine/datasets/readers/score.ts"
import { StudioError } from "#shared/contract/errors.ts"
import {
  asAbc,
  asKern,
  asMidi,
  asMusicxml,
  notesOf,
  voices,
  type Voice,
} from "../../../support/datasets/written-music.ts"

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

const NOTATIONS: [string, (all: readonly Voice[]) => Uint8Array][] = [
  ["one.mid", asMidi],
  ["one.abc", (all) => bytes(asAbc(all))],
  ["one.krn", (all) => bytes(asKern(all))],
  ["one.musicxml", (all) => bytes(asMusicxml(all))],
]

const some = voices(fc.integer({ min: 1, max: 4 })).filter((all) => notesOf(all).length > 0)

describe.each(NOTATIONS)("music written as %s", (name, write) => {
  test("reads back note for note", () => {
    fc.assert(
      fc.property(some, (all) => {
        const [score] = readMusic(write(all), name)
        const { notes } = pieceOf(score!)
        const plain = notes.map(({ startTicks, lengthTicks, pitch }) => ({
          ...{ startTicks, lengthTicks, pitch },
        }))
        expect(plain).toEqual(notesOf(all))
      }),
      { numRuns: 20 },
    )
  })

  test("four voices become frames, soprano first", () => {
    const voice = (pitch: number): Voice => [
      { pitch, sixteenths: 4 },
      { pitch: pitch + 2, sixteenths: 2 },
      { pitch: null, sixteenths: 10 },
    ]
    const all = [60, 72, 48, 66].map(voice)
    const [score] = readMusic(write(all), name)
    const frames = framesOf(score!)!
    expect(frames).toHaveLength(6)
    expect(frames[0]).toEqual([72, 66, 60, 48])
    expect(frames[4]).toEqual([74, 68, 62, 50])
    expect(framesOf(readMusic(write(all.slice(1)), name)[0]!)).toBeUndefined()
  })

  test("is refused in words where it is damaged, or read", () => {
    const damaged = fc
      .tuple(some, fc.array(fc.tuple(fc.nat(), fc.uint8Array({ maxLength: 6 })), { maxLength: 6 }))
      .map(([all, changes]) => {
        const whole = [...write(all)]
        for (const [at, put] of changes) whole.splice(at % whole.length, put.length % 4, ...put)
        return Uint8Array.from(whole)
      })
    fc.assert(
      fc.property(damaged, (content) => {
        try {
          for (const score of readMusic(content, name)) {
            framesOf(score)
            pieceOf(score)
          }
        } catch (error) {
          expect(error).toBeInstanceOf(StudioError)
          expect((error as StudioError).code).toBe("unreadable")
        }
      }),
      { numRuns: 30 },
    )
  })
})

test.each(["a.mid", "a.abc", "a.krn", "a.mxl", "a.json", "a.xml", "PK"])(
  "any bytes called %s are refused in words, or read",
  (name) => {
    fc.assert(
      fc.property(
        fc.oneof(fc.uint8Array({ maxLength: 300 }), fc.string({ maxLength: 300 }).map(bytes)),
        (content) => {
          try {
            readMusic(content, name).map(pieceOf)
          } catch (error) {
            expect(error).toMatchObject({ code: "unreadable" })
          }
        },
      ),
      { numRuns: 30 },
    )
  },
)
