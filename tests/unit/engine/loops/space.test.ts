import { afterAll, beforeAll, expect, test } from "vitest"
import {
  createExecutor,
  type Executor,
  readSafetensors,
  writeSafetensors,
} from "#engine/compute/index.ts"
import { packLoops, unpackLoops } from "#engine/loops/models/model-file.ts"
import { createSpaces } from "#engine/loops/service/spaces.ts"
import { type LoopSpace, openLoopSpace } from "#engine/loops/space/space.ts"
import type { EncodedLoop, Loop } from "#shared/contract/loops.ts"
import { LATENT, melody, untaughtLoops } from "../../../support/loops.ts"

let executor: Executor
let space: LoopSpace
beforeAll(async () => {
  executor = await createExecutor("onnx-cpu")
  space = await openLoopSpace(untaughtLoops(), executor)
})
afterAll(async () => {
  await space.close()
  await executor.close()
})

const tune = melody(62, 66, 69, 74)
async function encoded(loop: Loop): Promise<EncodedLoop> {
  const [first] = await space.encode([loop])
  return first!
}
const other = melody(60, 59, 57, 55, 53, 52, 50, 48)

test("a loop's point decodes to what encoding said comes back, and tells how much of it does", async () => {
  const { point, loop, exactness } = await encoded(tune)
  const [cell] = await space.decode([point])
  expect(cell!.loop).toEqual(loop)
  expect(point.latent).toHaveLength(LATENT)
  expect(exactness.steps).toBeGreaterThanOrEqual(0)
})

test("many loops at once come out as each by itself", async () => {
  const loops = Array.from({ length: 90 }, (_, i) => melody(60 + (i % 12), 67, 64))
  const all = await space.encode(loops)
  for (const at of [0, 17, 89]) {
    const [alone] = await space.encode([loops[at]!])
    expect(all[at]!.loop).toEqual(alone!.loop)
    for (const [i, value] of alone!.point.latent.entries())
      expect(all[at]!.point.latent[i]).toBeCloseTo(value, 4)
  }
})

test("a grid has its corners in its corners, all in the key that is asked for", async () => {
  const corners = (await space.encode([tune, other, melody(72, 74), melody(48, 50)])).map(
    ({ point }) => point,
  )
  const cells = await space.between({ corners, cornerColumns: 2, columns: 5, rows: 4, key: 7 })
  expect(cells).toHaveLength(20)
  const places = [0, 4, 15, 19]
  for (const [i, place] of places.entries())
    expect(cells[place]!.point).toEqual({ ...corners[i]!, key: 7 })
  expect(cells.every(({ point }) => point.key === 7)).toBe(true)
})

test("a way between two keys ends in each one's own, and changes between them once, in its middle", async () => {
  const scale = [0, 2, 4, 5, 7, 9, 11, 12]
  const up = (semitones: number): Loop => melody(...scale.map((step) => 60 + step + semitones))
  for (const semitones of [-14, -10, -5, 1, 6, 7, 10, 19]) {
    const ends = await space.encode([up(0), up(semitones)])
    const corners = ends.map(({ point }) => point)
    const cells = await space.between({ corners, cornerColumns: 2, columns: 6, rows: 1, key: null })
    expect(cells[0]!.loop).toEqual(ends[0]!.loop)
    expect(cells.at(-1)!.loop).toEqual(ends[1]!.loop)
    const keys = cells.map(({ point }) => point.key)
    expect(new Set(keys.slice(0, 3))).toEqual(new Set([corners[0]!.key]))
    expect(new Set(keys.slice(3))).toEqual(new Set([corners[1]!.key]))
  }
})

test("the same seed draws the same loops, another draws others", async () => {
  const asked = { count: 4, temperature: 1, key: 5, octaves: 0 }
  const [one, same, another] = await Promise.all(
    [7, 7, 8].map((seed) => space.sample({ ...asked, seed })),
  )
  expect(one).toEqual(same)
  expect(one).not.toEqual(another)
})

test("a variation by nothing is the loop, and keeps its key and register", async () => {
  const { point } = await encoded(tune)
  const [same] = await space.vary({ point, amount: 0, count: 1, seed: 1 })
  expect(same!.point).toEqual(point)
  const [varied] = await space.vary({ point, amount: 1, count: 1, seed: 1 })
  expect(varied!.point).toMatchObject({ key: point.key, octaves: point.octaves })
  expect(varied!.point.latent).not.toEqual(point.latent)
})

test("a point never moves on the map, whatever is arranged with it", async () => {
  const points = (await space.encode([tune, other])).map(({ point }) => point)
  expect(space.arrange(points)[1]).toEqual(space.arrange([points[1]!])[0])
})

test("what a model does not know is said in plain words", async () => {
  const drums = { kind: "drums", bars: 2, notes: [] } as const
  await expect(space.encode([tune, { ...drums, notes: [] }])).rejects.toThrow(
    "Loop 2 is drums; this model knows a melody alone",
  )
  await expect(space.encode([{ ...tune, bars: 4 }])).rejects.toThrow("has 4 bars")
  await expect(space.encode([melody()])).rejects.toThrow("The loop has no notes.")
  const stray = { latent: [1, 2], key: 0, octaves: 0 }
  await expect(space.decode([stray])).rejects.toThrow("has 8 numbers, this one 2")
  const { point } = await encoded(tune)
  const corners = [point, point, point]
  await expect(
    space.between({ corners, cornerColumns: 2, columns: 2, rows: 2, key: null }),
  ).rejects.toThrow("3 corners do not make rows of 2")
})

test("drums know nothing of contour, and say so", async () => {
  const kit = await openLoopSpace(untaughtLoops("drums"), executor)
  const point = { latent: Array.from({ length: LATENT }, () => 0), key: 0, octaves: 0 }
  await expect(kit.nudge({ point, changes: { contour: 1 } })).rejects.toThrow("knows no contour")
  await kit.close()
})

test("a model's file comes back whole; one that was cut, or lacks a part, is refused", () => {
  const [model, drums] = [untaughtLoops(), untaughtLoops("drums")]
  const file = packLoops(model)
  expect(unpackLoops(file)).toEqual(model)
  expect(unpackLoops(packLoops(drums))).toEqual(drums)
  expect(() => unpackLoops(file.subarray(0, file.length - 4))).toThrow("its tensor")
  const { tensors, metadata } = readSafetensors(file)
  tensors.delete("beside.points")
  expect(() => unpackLoops(writeSafetensors({ tensors, metadata }))).toThrow(
    "“Untaught” is damaged: The weights have no beside.points",
  )
  expect(() => unpackLoops(writeSafetensors({ tensors, metadata: {} }))).toThrow(
    "no loop model of Slipmat",
  )
})

test("a model that was made before beats had dimensions of their own is still read", () => {
  const model = untaughtLoops()
  const { tensors, metadata } = readSafetensors(packLoops(model))
  const slipmat = metadata["slipmat"]!.replace('"hasGroupDimensions":false,', "")
  expect(slipmat).not.toContain("hasGroupDimensions")
  expect(unpackLoops(writeSafetensors({ tensors, metadata: { slipmat } }))).toEqual(model)
})

test("a space stays open while it is used, and its process ends when nobody asks", async () => {
  let opened = 0
  let ended = 0
  const spaces = createSpaces({
    open: () => (opened++, untaughtLoops()),
    createExecutor: () => ({
      ...executor,
      close() {
        ended++
        return Promise.resolve()
      },
    }),
    idleMs: 20,
  })
  const ask = (): Promise<number> => spaces.within("any", (own) => own.arrange([]).length)
  await Promise.all([ask(), ask()])
  await ask()
  expect([opened, ended]).toEqual([1, 0])
  await expect.poll(() => ended).toBe(1)
  await ask()
  expect(opened).toBe(2)
  await spaces.close()
  expect(ended).toBe(2)
})
