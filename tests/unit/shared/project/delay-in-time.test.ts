import { expect, test } from "vitest"
import { songTime } from "#shared/project/sound/song-time.ts"
import { planOf } from "#shared/project/sound/plan-of.ts"
import type { Project } from "#shared/project/index.ts"
import { after, anEmptyProject } from "../../../support/projects.ts"

const RATE_HZ = 48_000

const withDelay = (parameters: Record<string, number>): Project =>
  after(
    anEmptyProject(),
    ["track.add", { id: "keys", kind: "instrument", name: "Keys", colour: 0 }],
    [
      "device.add",
      {
        trackId: "keys",
        device: { id: "echo", kind: "delay", role: "effect", isBypassed: false, parameters },
      },
    ],
  )
const planned = (project: Project) => {
  const time = songTime(project, RATE_HZ)
  return planOf(project, time, () => undefined).channels.find(({ id }) => id === "keys")!
}

test("a delay in time lasts as its note does at the piece's tempo", () => {
  const at120 = after(withDelay({ sync: 5, time: 10 }), [
    "tempo.set",
    { events: [{ tick: 0, bpm: 120, curve: "step" }] },
  ])
  // A dotted eighth, three quarters of half a second.
  expect(planned(at120).devices[0]!.parameters["time"]).toBeCloseTo(375, 9)
  expect(planned(withDelay({ time: 10 })).devices[0]!.parameters["time"]).toBe(10)
})

test("it follows the tempo where that changes, whatever its own lane says", () => {
  const project = after(
    withDelay({ sync: 3 }),
    [
      "tempo.set",
      {
        events: [
          { tick: 0, bpm: 60, curve: "ramp" },
          { tick: 3840, bpm: 120, curve: "step" },
        ],
      },
    ],
    [
      "automation.add-lane",
      {
        trackId: "keys",
        lane: { id: "own", target: { deviceId: "echo", parameter: "time" }, points: [] },
      },
    ],
  )
  const lanes = planned(project).automation.filter(({ parameter }) => parameter === "time")
  expect(lanes).toHaveLength(1)
  const { values, frames } = lanes[0]!
  expect(values[0]).toBeCloseTo(1000, 3)
  expect(values.at(-1)).toBeCloseTo(500, 3)
  expect([...values]).toEqual([...values].toSorted((a, b) => b - a))
  expect(frames.at(-1)).toBe(songTime(project, RATE_HZ).frameAt(3840))
})

test("none is longer than a delay can be", () => {
  const slow = after(withDelay({ sync: 1 }), [
    "tempo.set",
    { events: [{ tick: 0, bpm: 20, curve: "step" }] },
  ])
  expect(planned(slow).devices[0]!.parameters["time"]).toBe(4000)
})
