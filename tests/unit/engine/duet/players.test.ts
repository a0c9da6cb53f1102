/** What a duet's process says of files that nobody can play from, and that it goes on with others. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { createExecutor, type Executor } from "#engine/compute/index.ts"
import { playerHandlers } from "#engine/duet/index.ts"
import { toStudioError } from "#shared/contract/index.ts"
import { DuetTaste } from "#shared/contract/duet.ts"

const starter = (name: string): string => join("resources", "models", `${name}.safetensors`)
const folder = mkdtempSync(join(tmpdir(), "slipmat-players-"))
let executor: Executor
let players: ReturnType<typeof playerHandlers>

beforeAll(async () => {
  executor = await createExecutor("onnx-cpu")
  players = playerHandlers(executor)
})
afterAll(async () => {
  await executor.close()
  rmSync(folder, { recursive: true })
})

const call = [60, 64, 67].map((pitch, at) => ({
  ...{ pitch, velocity: 90, startSeconds: at * 0.4, lengthSeconds: 0.3 },
}))
const context = { signal: new AbortController().signal, progress: () => undefined }
const open = async (file: string) => players.open({ file, isUntrained: false }, context)
const codeOf = async (file: string): Promise<string> =>
  open(file).then(
    () => "opened",
    (error: unknown) => toStudioError(error).code,
  )

function damaged(name: string, change: (bytes: Buffer) => Buffer): string {
  const path = join(folder, `${name}.safetensors`)
  writeFileSync(path, change(readFileSync(starter("duet"))))
  return path
}

it("a model that is cut off, overwritten or no model is unreadable, one that is gone not found, one of voices invalid", async () => {
  expect(await codeOf(damaged("cut", (bytes) => bytes.subarray(0, bytes.length / 2)))).toBe(
    "unreadable",
  )
  expect(await codeOf(damaged("noise", (bytes) => bytes.fill(7, 0, 64)))).toBe("unreadable")
  expect(await codeOf(damaged("no-numbers", (bytes) => bytes.fill(255, bytes.length - 4096)))).toBe(
    "unreadable",
  )
  expect(await codeOf(join(folder, "gone.safetensors"))).toBe("not-found")
  expect(await codeOf(starter("chorales"))).toBe("invalid-input")
  await expect(open(starter("drums"))).rejects.toThrow("plays drums")
  for (const name of ["base", "chopin", "duet"]) expect(await codeOf(starter(name))).toBe("opened")
})

it("after all of those it answers as before", async () => {
  const request = { call, beat: null, mode: "answer" as const, seed: 1, bars: 4, fromSeconds: 0 }
  const partner = { modelId: "duet" as never, isUntrained: false }
  const player = { file: starter("duet"), isUntrained: false }
  const asked = { player, request: { ...request, partner, taste: DuetTaste.parse({}) } }
  const answer = await players.answer(asked, context)
  expect(answer.notes.length).toBeGreaterThan(0)
})
