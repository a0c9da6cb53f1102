import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { expect, test, vi } from "vitest"
import { writeLoopModel } from "#engine/loops/index.ts"
import { addLoops } from "../../../src-main/cli/commands/loops.ts"
import { asMidi } from "../../support/datasets/written-music.ts"
import { untaughtLoops } from "../../support/loops.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

/** The command in this process. @returns what it printed */
async function slipmat(...parameters: string[]): Promise<string> {
  const program = new Command().exitOverride()
  addLoops(program, new AbortController().signal)
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true)
  try {
    await program.parseAsync(["loops", ...parameters], { from: "user" })
    return write.mock.calls.map(([text]) => String(text)).join("")
  } finally {
    write.mockRestore()
  }
}

function studio(): { folder: string; model: string; tune(...pitches: number[]): string } {
  const folder = temporaryFolder()
  const model = join(folder, "untaught.safetensors")
  writeLoopModel(model, untaughtLoops())
  let files = 0
  const tune = (...pitches: number[]): string => {
    const path = join(folder, `tune ${++files}.mid`)
    writeFileSync(path, asMidi([pitches.map((pitch) => ({ pitch, sixteenths: 4 }))]))
    return path
  }
  return { folder, model, tune }
}

const MIDI_HEAD = "MThd"
const isMidi = (path: string): boolean => readFileSync(path, "latin1").startsWith(MIDI_HEAD)

test("what encode prints decode plays, loop after loop", async () => {
  const { folder, model, tune } = studio()
  const file = tune(60, 62, 64, 65, 67, 65, 64, 62, 60, 59, 57, 55)
  const printed = await slipmat("encode", file, "--model", model, "--json")
  const document = JSON.parse(printed) as { points: { startBeats: number }[] }
  expect(document.points.map(({ startBeats }) => startBeats)).toEqual([0, 8])
  const points = join(folder, "points.json")
  writeFileSync(points, printed)
  const played = join(folder, "out", "played.mid")
  await slipmat("decode", points, "-o", played)
  expect(isMidi(played)).toBe(true)
  await expect(slipmat("decode", points, "-o", played)).rejects.toThrow("is there already")
})

test("a way between two files is as many files as were asked for, and the same seed samples the same", async () => {
  const { folder, model, tune } = studio()
  const way = join(folder, "way")
  const ends = [tune(60, 62, 64), tune(72, 71, 69)]
  await slipmat("interpolate", ...ends, "--steps", "3", "-o", way, "--model", model)
  expect(readdirSync(way)).toEqual(["loop 1.mid", "loop 2.mid", "loop 3.mid"])
  expect(isMidi(join(way, "loop 2.mid"))).toBe(true)
  const bytes: Buffer[] = []
  for (const to of ["one", "same"]) {
    const asked = ["--count", "2", "--seed", "5", "--model", model, "-o", join(folder, to)]
    await slipmat("sample", ...asked)
    bytes.push(readFileSync(join(folder, to, "loop 2.mid")))
  }
  expect(bytes[0]).toEqual(bytes[1])
})

test("a way between two keys says where the key changes", async () => {
  const { folder, model, tune } = studio()
  const scale = [60, 62, 64, 65, 67, 69, 71, 72]
  const ends = [tune(...scale), tune(...scale.map((pitch) => pitch + 10))]
  const note = vi.spyOn(process.stderr, "write").mockReturnValue(true)
  const asked = ["--steps", "5", "-o", join(folder, "way"), "--model", model, "--json"]
  const { keys } = JSON.parse(await slipmat("interpolate", ...ends, ...asked)) as { keys: string[] }
  expect(keys).toEqual(["C major", "C major", ...Array<string>(3).fill("Bb major")])
  expect(note.mock.calls.join("")).toContain("begins in C major; from loop 3 on it is in Bb major")
  note.mockRestore()
})

test("what cannot be done is said in plain words", async () => {
  const { folder, model, tune } = studio()
  const file = tune(60, 62, 64)
  const say = async (...parameters: string[]): Promise<string> => {
    const thrown: unknown = await slipmat(...parameters).catch((error: unknown) => error)
    return thrown instanceof Error ? thrown.message : "nothing was said"
  }
  expect(await say("encode", file, "--model", "lost")).toContain("There is no loop model lost")
  expect(await say("encode", file, "--kind", "drums")).toContain("has no drums")
  expect(await say("sample", "--bars", "3", "-o", folder)).toBe('--bars are 2 or 4, not "3"')
  expect(await say("decode", file, "-o", join(folder, "played.txt"))).toContain("ends in .mid")
  expect(await say("encode", file, "--bars", "4", "--model", model)).toContain("contradict")
  const broken = join(folder, "broken.safetensors")
  writeFileSync(broken, readFileSync(model).subarray(0, 900))
  expect(await say("sample", "-o", folder, "--model", broken)).toContain("safetensors")
  mkdirSync(join(folder, "no"))
  const stray = join(folder, "no", "points.json")
  writeFileSync(stray, "[]")
  expect(await say("decode", stray, "-o", join(folder, "x.mid"))).toContain(
    "points.json is no document",
  )
})

test("what contradicts itself is refused, and a damaged model is named", async () => {
  const { folder } = studio()
  const out = ["-o", join(folder, "contradicted")]
  await expect(slipmat("sample", "--kind", "drums", "--model", "melody2", ...out)).rejects.toThrow(
    "melody2 makes melodies of 2 bars",
  )
  await expect(slipmat("sample", "--kind", "drums", "--bars", "4", ...out)).rejects.toThrow(
    "Drums are loops of 2 bars",
  )
  const broken = join(folder, "broken.safetensors")
  writeFileSync(broken, "no model")
  await expect(slipmat("sample", "--model", broken, ...out)).rejects.toThrow("broken.safetensors: ")
})
