import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { zipSync, strToU8 } from "fflate"
import { expect, test, vi } from "vitest"
import { exportModel } from "#engine/training/models/exchange-io.ts"
import { addEvaluate } from "../../../src-main/cli/commands/evaluate.ts"
import { addGenerate } from "../../../src-main/cli/commands/generate.ts"
import { asMidi } from "../../support/datasets/written-music.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"
import { aModel } from "../../support/training/tiny.ts"

/** The command in this process. @returns what it printed */
async function slipmat(...parameters: string[]): Promise<string> {
  const program = new Command()
  const { signal } = new AbortController()
  addEvaluate(program, signal)
  addGenerate(program, signal)
  const write = vi.spyOn(process.stdout, "write").mockReturnValue(true)
  const progress = vi.spyOn(process.stderr, "write").mockReturnValue(true)
  try {
    await program.parseAsync(parameters, { from: "user" })
    return write.mock.calls.map(([text]) => String(text)).join("")
  } finally {
    write.mockRestore()
    progress.mockRestore()
  }
}

function modelFile(folder: string): string {
  const path = join(folder, "tiny.safetensors")
  exportModel(aModel({ language: "chorales", context: 16 }), path)
  return path
}

/** One chorale to test with: four voices of two bars. */
function chorales(folder: string): string {
  const voices = [72, 67, 60, 48].map((pitch) =>
    Array.from({ length: 8 }, (_, at) => ({ pitch: pitch + (at % 3), sixteenths: 4 })),
  )
  const pack = {
    "pack/one.mid": asMidi(voices),
    "pack/info.csv": strToU8("filename,style,split\none.mid,chorale/plain,test\n"),
  }
  mkdirSync(join(folder, "music"))
  writeFileSync(join(folder, "music", "pack.zip"), zipSync(pack))
  return join(folder, "music")
}

test("evaluating writes every cell of four voices once, and their mean is what it tells", async () => {
  const folder = temporaryFolder()
  const csv = join(folder, "cells.csv")
  const printed = await slipmat(
    ...["evaluate", modelFile(folder), "--data", chorales(folder), "--pieces", "0"],
    ...["--per-token", csv, "--json"],
  )
  const told = JSON.parse(printed) as { nll: number; units: number; unit: string }
  const [head, ...lines] = readFileSync(csv, "utf8").trimEnd().split("\n")
  expect(head).toBe("work,index,token,logProb")
  expect(lines).toHaveLength(4 * 32)
  expect(told).toMatchObject({ units: 4 * 32, unit: "cell" })
  const cells = lines.map((line) => line.split(","))
  expect(cells.map(([, index]) => Number(index))).toEqual(lines.map((_, at) => at))
  expect(cells[0]![2]).toBe("Pitch_72")
  const nats = cells.reduce((sum, [, , , logProb]) => sum - Number(logProb), 0)
  expect(nats / cells.length).toBeCloseTo(told.nll, 6)
})

test("the same seed makes the same files up, and files that are there stay", async () => {
  const folder = temporaryFolder()
  const model = modelFile(folder)
  const made = async (name: string, seed: string) => {
    const to = join(folder, name)
    await slipmat("generate", model, "--bars", "2", "--count", "2", "--seed", seed, "-o", to)
    return readdirSync(to).map((file) => readFileSync(join(to, file)).toString("hex"))
  }
  const one = await made("one", "3")
  expect(one).toHaveLength(2)
  expect(await made("again", "3")).toEqual(one)
  expect(await made("other", "7")).not.toEqual(one)
  await expect(made("one", "3")).rejects.toMatchObject({ code: "conflict" })
})
