import { describe, expect, test } from "vitest"
import { pixelOf } from "../../../../src-renderer/features/notes/drawing/colours.ts"
import { writeCrowd } from "../../../../src-renderer/features/notes/drawing/crowd.ts"
import { keyRows } from "../../../../src-renderer/features/notes/geometry/rows.ts"
import { aNote } from "../../../support/projects.ts"

describe("a crowd of notes", () => {
  const [WIDTH, HEIGHT] = [40, 24]
  const pixels = Uint32Array.from({ length: 25 }, (_, i) => 100 + i)
  const drawn = {
    ...{ toLineTicks: 0, rows: keyRows(), pixels, bone: 7 },
    view: { startTicks: 0, pxPerTick: 0.1, topRow: 60, rowPx: 8 },
    selected: new Set(["b"]),
  }
  const image = new Uint32Array(WIDTH * HEIGHT).fill(1)
  const notes = [
    aNote("a", { startTicks: 100, lengthTicks: 100, pitch: 67, velocity: 127 }),
    aNote("b", { startTicks: 200, lengthTicks: 10, pitch: 66, velocity: 1 }),
    aNote("c", { startTicks: 380, lengthTicks: 900, pitch: 65, isMuted: true }),
    aNote("d", { startTicks: 0, lengthTicks: 900, pitch: 20 }),
  ] as never
  writeCrowd(image, WIDTH, HEIGHT, notes, drawn)
  const at = (x: number, y: number): number => image[y * WIDTH + x]!

  test("lies where each note is drawn, in the colour of its strength", () => {
    expect([at(9, 3), at(10, 3), at(18, 3), at(19, 3)]).toEqual([0, 123, 123, 0])
    expect([at(10, 0), at(10, 1), at(10, 6), at(10, 7)]).toEqual([0, 123, 123, 0])
  })

  test("shows short notes at their least width, selected ones by a bone edge", () => {
    expect([at(20, 9), at(20, 11), at(22, 11), at(23, 11)]).toEqual([7, 100, 100, 0])
  })

  test("ends at the borders of the picture", () => {
    expect([at(37, 18), at(38, 18), at(39, 18), at(0, 19)]).toEqual([0, 124, 124, 0])
    expect(image.reduce((count, pixel) => count + Number(pixel !== 0), 0)).toBe(
      9 * 6 + 3 * 6 + 2 * 6,
    )
  })
})

test("a pixel holds red in its lowest byte", () => {
  const bytes = new Uint8Array(Uint32Array.of(pixelOf([10, 20, 30], 1)).buffer)
  expect([...bytes]).toEqual([10, 20, 30, 255])
})
