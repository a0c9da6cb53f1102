/** `slipmat duet` and `slipmat infill` in this process: what they write, and what they refuse. */
import { existsSync, mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Command } from "commander"
import { expect, test, vi } from "vitest"
import { addDuet } from "../../../src-main/cli/commands/duet.ts"
import { addInfill } from "../../../src-main/cli/commands/infill.ts"
import { UsageError } from "../../../src-main/cli/output.ts"
import { pieceMidi, readPiece } from "../../../src-main/cli/played-files.ts"
import { KIT } from "../../../src-main/shared/training/index.ts"
import { temporaryFolder } from "../../support/temporary-folder.ts"

/** @returns what it printed */
async function slipmat(...parameters: string[]): Promise<string> {
  const program = new Command().exitOverride()
  const { signal } = new AbortController()
  addDuet(program, signal)
  addInfill(program, signal)
  const writes = [process.stdout, process.stderr].map((to) =>
    vi.spyOn(to, "write").mockReturnValue(true),
  )
  try {
    await program.parseAsync(parameters, { from: "user" })
    return writes[0]!.mock.calls.map(([text]) => String(text)).join("")
  } finally {
    for (const write of writes) write.mockRestore()
  }
}

const thrownBy = (...parameters: string[]): Promise<unknown> =>
  slipmat(...parameters).then(
    () => "nothing was thrown",
    (error: unknown) => error,
  )
const wordsOf = async (...parameters: string[]): Promise<string> =>
  ((await thrownBy(...parameters)) as Error).message

test("what was written is told with its model, seed and bars", async () => {
  const { folder, file } = waltz()
  const printed = await slipmat(
    ...["infill", file, "--bars", "2-3", "--seed", "4", "-o", join(folder, "to.mid"), "--json"],
  )
  expect(JSON.parse(printed)).toMatchObject({ model: "Base", seed: 4, bars: { from: 2, to: 3 } })
})

/** Three bars of 3/4. */
function waltz(): { folder: string; file: string } {
  const folder = temporaryFolder()
  const file = join(folder, "waltz.mid")
  const notes = [60, 64, 67, 65, 62, 59, 60, 67, 60].map((pitch, at) => ({
    ...{ pitch, velocity: 90, program: 0, startBeats: at, lengthBeats: 0.9 },
  }))
  const meters = [{ startBeats: 0, numerator: 3, denominator: 4 }]
  writeFileSync(file, pieceMidi({ notes, tempos: [{ startBeats: 0, bpm: 140 }], meters }))
  return { folder, file }
}

/** Four bars of a tune over a kick on each beat. */
function band(): { folder: string; file: string } {
  const folder = temporaryFolder()
  const file = join(folder, "band.mid")
  const notes = Array.from({ length: 16 }, (_, beat) => [
    { pitch: 60 + ((beat * 5) % 12), velocity: 90, program: 0, startBeats: beat, lengthBeats: 0.9 },
    { pitch: 36, velocity: 90, program: KIT, startBeats: beat, lengthBeats: 0.25 },
  ]).flat()
  writeFileSync(file, pieceMidi({ notes, tempos: [{ startBeats: 0, bpm: 120 }], meters: [] }))
  return { folder, file }
}

/** Notes of bar 3 and of the rest, by what they are. */
async function countsOf(path: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { program, startBeats } of (await readPiece(path, new AbortController().signal))
    .notes) {
    const isWithin = startBeats >= 8 && startBeats < 12
    const name = `${program === KIT ? "drums" : "tune"} ${isWithin ? "within" : "around"}`
    counts[name] = (counts[name] ?? 0) + 1
  }
  return counts
}

test("bars of a tune with drums are rewritten by a model for each, and neither is lost", async () => {
  const { folder, file } = band()
  const to = join(folder, "to.mid")
  const printed = await slipmat("infill", file, "--bars", "3", "-o", to, "--json")
  const seeds = [expect.any(Number)]
  expect(JSON.parse(printed)).toMatchObject({
    model: "Base, Drums",
    parts: [
      { model: "Base", seeds },
      { model: "Drums", seeds },
    ],
  })
  const counts = await countsOf(to)
  expect(counts).toMatchObject({ "tune around": 12, "drums around": 12 })
  expect(counts["tune within"]).toBeGreaterThan(0)
  expect(counts["drums within"]).toBeGreaterThan(0)
})

test("a model of pitches that is named leaves the drums as they are, and refuses bars of drums alone", async () => {
  const { folder, file } = band()
  const to = join(folder, "to.mid")
  await slipmat("infill", file, "--bars", "3", "-o", to, "--model", "chopin")
  expect(await countsOf(to)).toMatchObject({ "drums within": 4, "drums around": 12 })
  const alone = join(folder, "alone.mid")
  const { notes, ...rest } = await readPiece(file, new AbortController().signal)
  const drums = notes.filter(({ program }) => program === KIT)
  writeFileSync(alone, pieceMidi({ ...rest, notes: drums }))
  expect(
    await wordsOf("infill", alone, "--bars", "3", "-o", to, "--force", "--model", "chopin"),
  ).toBe("“Chopin” plays pitches, and these bars have none. Name another model.")
})

const metersOf = async (path: string): Promise<string[]> =>
  (await readPiece(path, new AbortController().signal)).meters.map(
    ({ numerator, denominator }) => `${numerator}/${denominator}`,
  )

test("answers and rewritten bars are in the meter of the file", async () => {
  const { folder, file } = waltz()
  const [answer, written] = [join(folder, "answer.mid"), join(folder, "written.mid")]
  await slipmat("duet", file, "-o", answer)
  await slipmat("infill", file, "--bars", "2", "-o", written)
  expect(await metersOf(answer)).toEqual(["3/4"])
  expect(await metersOf(written)).toEqual(["3/4"])
})

test("what cannot be written or asked is said in plain words", async () => {
  const { folder, file } = waltz()
  const into = join(folder, "songs.mid")
  mkdirSync(into)
  const to = join(folder, "answer.mid")
  const text = join(folder, "answer.txt")
  for (const command of [["duet"], ["infill", "--bars", "2"]] as const) {
    const [name, ...rest] = command
    const asked = [name, file, ...rest]
    expect(await wordsOf(...asked, "-o", into, "--force")).toBe(`${into} is a folder, not a file`)
    expect(await thrownBy(...asked, "-o", text)).toBeInstanceOf(UsageError)
    expect(existsSync(text)).toBe(false)
    vi.stubEnv("SLIPMAT_LIBRARY", join(folder, "Library"))
    expect(await wordsOf(...asked, "-o", to, "--model", "nosuch")).toMatch(
      /No model is called nosuch\. These came with Slipmat: base, .*duet/,
    )
    const loops = await wordsOf(...asked, "-o", to, "--model", "melody2")
    expect(loops).toContain("melody2 is a model of loops, which slipmat loops plays")
    expect(loops).toMatch(/came with Slipmat: base, chopin, (drums, )?duet; /)
    const voices = await wordsOf(...asked, "-o", to, "--model", "chorales")
    expect(voices).toContain("writes four voices at once; this needs a model that learnt notes")
  }
  expect(await wordsOf("duet", file, "-o", to, "--model", "drums")).toContain("plays drums")
})
