import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { gestureOf, readTake, strokesOf, takeOfGesture, takeText } from "#shared/gesture/index.ts"
import { slipmat } from "../support/command-line.ts"
import { callOf } from "../support/scratch/calls.ts"
import { temporaryFolder } from "../support/temporary-folder.ts"

const takeIn = (path: string) => readTake(readFileSync(path, "utf8"), path)

describe("slipmat scratch respond", () => {
  it("answers a take, the same for the same seed, and says what it did", () => {
    const folder = temporaryFolder()
    const [call, one, other] = [
      join(folder, "call"),
      join(folder, "one"),
      join(folder, "other"),
    ].map((path) => `${path}.json`) as [string, string, string]
    const beats = { tempoBpm: 95, firstBeatSeconds: 0, beatsPerBar: 4 }
    writeFileSync(call, takeText({ ...takeOfGesture(callOf({ seed: 7 }), "Call"), beats }))
    const options = ["--mode", "battle", "--seed", "3", "--nerve", "0.8", "--json"]
    const done = slipmat("scratch", "respond", call, "-o", one, ...options)
    expect(done.status).toBe(0)
    const said = JSON.parse(done.stdout) as Record<string, unknown>
    expect(said).toMatchObject({ mode: "battle", bpm: 95, bars: 1, isRest: false, seed: 3 })
    expect(said["likeness"]).toBeGreaterThan(0.3)
    slipmat("scratch", "respond", call, "-o", other, ...options)
    expect(readFileSync(other, "utf8")).toBe(readFileSync(one, "utf8"))
    const take = takeIn(one)
    expect(take).toMatchObject({ title: "Answer to Call", mayTrain: false, beats })
    expect(strokesOf(gestureOf(take)).length).toBeGreaterThan(3)

    const taken = slipmat("scratch", "respond", call, "-o", one)
    expect(taken.status).not.toBe(0)
    expect(taken.stderr).toContain("one.json")
  })

  it("answers all of a call that runs a little over its last bar line", () => {
    const folder = temporaryFolder()
    const [call, answer] = [join(folder, "call.json"), join(folder, "answer.json")]
    const made = ["--jitter", "1", "--rounds", "8", "--seed", "3"]
    slipmat("scratch", "generate", "flare1", ...made, "-o", call)
    const { status, stdout } = slipmat("scratch", "respond", call, "-o", answer, "--json")
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ isRest: false, bars: 2 })
    expect(strokesOf(gestureOf(takeIn(answer))).length).toBeGreaterThan(7)
  })

  it("rests where there is nothing to answer, and says so", () => {
    const folder = temporaryFolder()
    const [call, answer] = [join(folder, "call.json"), join(folder, "answer.json")]
    const empty = { durationSeconds: 2, points: [], fader: [], touches: [] }
    writeFileSync(call, takeText(takeOfGesture(empty, "Nothing")))
    const { status, stdout } = slipmat("scratch", "respond", call, "-o", answer, "--bars", "2")
    expect(status).toBe(0)
    expect(stdout).toContain("a rest, since nothing sounds in the call")
    expect(strokesOf(gestureOf(takeIn(answer)))).toEqual([])
  })
})
