import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from "node:fs"
import { join } from "node:path"
import { expect, test, vi } from "vitest"
import { readMaterial, writeMaterial } from "#engine/training/files/material-io.ts"
import {
  createRunKeeper,
  keptSteps,
  readStep,
  tidyRun,
} from "#engine/training/files/run-files-io.ts"
import { stepsToKeep } from "#engine/training/files/steps-to-keep.ts"
import { temporaryFolder } from "../../../support/temporary-folder.ts"
import { aMaterial, keptInMemory, learnt, stateOf } from "../../../support/training/tiny.ts"

const damage = (path: string): void => writeFileSync(path, readFileSync(path).fill(0x7f, 10, 60))

test("what a run learns from is in its folder as it was", () => {
  const folder = temporaryFolder()
  const parent = new Map([
    ["a", { dtype: "float32" as const, shape: [2], data: Float32Array.of(1, 2) }],
  ])
  const material = { ...aMaterial(), genres: ["waltz"], parent }
  writeMaterial(folder, material)
  const { config, genres, train, valid, model, parent: readParent } = readMaterial(folder)
  expect({ config, genres, train, valid, model }).toEqual({
    ...{ config: material.config, genres: ["waltz"], train: material.train },
    ...{ valid: material.valid, model: material.model },
  })
  expect(readParent).toEqual(parent)
})

test("what a run learns from is said to be unreadable where it is damaged", () => {
  const folder = temporaryFolder()
  writeMaterial(folder, { ...aMaterial(), genres: [] })
  damage(join(folder, "material.safetensors"))
  expect(() => readMaterial(folder)).toThrow(
    expect.objectContaining({ code: "unreadable" }) as Error,
  )
})

test("a run whose last state is damaged goes on from the one before, and ends as it would have", async () => {
  const material = aMaterial({ steps: 12, measureEvery: 3 })
  const whole = keptInMemory()
  await learnt(material, { keeper: whole })
  const folder = temporaryFolder()
  await learnt(material, { keeper: createRunKeeper(folder), pauseAfter: 7 })
  damage(join(folder, "state.safetensors"))
  expect(createRunKeeper(folder).load()!.progress.step).toBe(6)
  // The damaged one does not take the place of the one before when the next is written.
  await learnt(material, { keeper: createRunKeeper(folder), pauseAfter: 1 })
  damage(join(folder, "state.safetensors"))
  const keeper = createRunKeeper(folder)
  expect(keeper.load()!.progress.step).toBe(6)
  await learnt(material, { keeper })
  expect(stateOf(createRunKeeper(folder))).toEqual(stateOf(whole))
})

test("a run with no state that can be read begins anew, and ends as it would have", async () => {
  const material = aMaterial({ steps: 4, measureEvery: 2 })
  const whole = keptInMemory()
  await learnt(material, { keeper: whole })
  const folder = temporaryFolder()
  await learnt(material, { keeper: createRunKeeper(folder), pauseAfter: 3 })
  for (const name of ["state", "previous"]) truncateSync(join(folder, `${name}.safetensors`), 40)
  const keeper = createRunKeeper(folder)
  expect(keeper.load()).toBeNull()
  await learnt(material, { keeper })
  expect(stateOf(keeper)).toEqual(stateOf(whole))
})

test("a full disk fails the run, which goes on from what was kept before", async () => {
  const material = aMaterial({ steps: 6, measureEvery: 2 })
  const whole = keptInMemory()
  await learnt(material, { keeper: whole })
  const folder = temporaryFolder()
  const keeper = createRunKeeper(folder)
  const save = vi.spyOn(keeper, "save")
  // A folder in its way stands for a disk that takes no more.
  const blocked = join(folder, `next-${process.pid}.safetensors`)
  save.mockImplementationOnce(createRunKeeper(folder).save)
  save.mockImplementationOnce((...state) => {
    mkdirSync(join(blocked, "full"), { recursive: true })
    createRunKeeper(folder).save(...state)
  })
  await expect(learnt(material, { keeper })).rejects.toThrow()
  rmSync(blocked, { recursive: true })
  const after = createRunKeeper(folder)
  expect(after.load()!.progress.step).toBe(0)
  await learnt(material, { keeper: after })
  expect(stateOf(after)).toEqual(stateOf(whole))
})

test("what is kept to be heard is the first, the best, the last two and few between", async () => {
  const folder = temporaryFolder()
  await learnt(aMaterial({ steps: 12, measureEvery: 1, patience: 0 }), {
    keeper: createRunKeeper(folder),
  })
  const { measurements } = createRunKeeper(folder).load()!.progress
  const best = measurements.reduce((so, each) => (each.valid < so.valid ? each : so))
  const kept = keptSteps(folder)
  expect(kept).toEqual(expect.arrayContaining([0, best.step, 11, 12]))
  expect(kept.length).toBeLessThanOrEqual(8)
  expect(readStep(folder, best.step).size).toBeGreaterThan(10)
  expect(() => readStep(folder, 4000)).toThrow("kept nothing of its step 4000")
})

test("a damaged moment does not stop the run from keeping others", async () => {
  const folder = temporaryFolder()
  const material = aMaterial({ steps: 4, measureEvery: 1 })
  await learnt(material, { keeper: createRunKeeper(folder), pauseAfter: 2 })
  damage(join(folder, "steps/00000001.safetensors"))
  expect((await learnt(material, { keeper: createRunKeeper(folder) })).why).toBe("finished")
  expect(existsSync(join(folder, "steps/00000004.safetensors"))).toBe(true)
})

test("steps to keep: halves of halves", () => {
  const steps = Array.from({ length: 101 }, (_, at) => at * 10)
  expect([...stepsToKeep(steps, 770)].sort((a, b) => a - b)).toEqual([
    0, 60, 120, 250, 500, 770, 990, 1000,
  ])
  expect([...stepsToKeep([], undefined)]).toEqual([])
})

test("what a killed process left half written goes at the next start; what may still be written stays", () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, "steps"))
  const dead = 2 ** 22 + 1 // beyond the highest id that Linux gives
  const left = [`next-${dead}.safetensors`, `next-${dead}.safetensors.a.tmp`]
  const old = ["state.safetensors.b.tmp", "steps/00000002.safetensors.c.tmp"]
  const young = [`next-${process.pid}.safetensors`, "steps/00000004.safetensors.d.tmp"]
  const kept = ["state.safetensors", "steps/00000002.safetensors"]
  for (const name of [...left, ...old, ...young, ...kept]) writeFileSync(join(folder, name), "")
  for (const name of old) utimesSync(join(folder, name), 1, 1)
  tidyRun(folder)
  const there = readdirSync(folder, { recursive: true }).map(String)
  expect(there.toSorted()).toEqual(["steps", ...young, ...kept].toSorted())
  tidyRun(join(folder, "none"))
})
