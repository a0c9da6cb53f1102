import { describe, expect, it } from "vitest"
import { clipOf, trackOf, type AutomationPoint, type Project } from "#shared/project/index.ts"
import { aCurveClip, after, aNotesClip, aStudio } from "../../../support/projects.ts"

const inLane = { trackId: "keys", laneId: "l" }
const inClip = { clipId: "c" }
const point = (tick: number, value: number) => ({ tick, value, curve: "linear" as const })

function aCurve(...points: ReturnType<typeof point>[]): Project {
  const lane = { id: "l", target: { parameter: "gainDb" }, points }
  return after(
    aStudio(),
    ["automation.add-lane", { trackId: "keys", lane }],
    ["clip.add", { clips: [aCurveClip("c", { points })] }],
  )
}

function pointsOf(project: Project, place: typeof inLane | typeof inClip) {
  const points: readonly AutomationPoint[] =
    "laneId" in place
      ? trackOf(project, "keys").automation[0]!.points
      : (clipOf(project, "c") as Extract<ReturnType<typeof clipOf>, { kind: "automation" }>).points
  return points.map(({ tick, value }) => `${tick}:${value}`).join(" ")
}

describe.each([
  ["a lane", inLane],
  ["a clip", inClip],
])("automation in %s", (_, place) => {
  it("is drawn in order, over what stood there", () => {
    const project = aCurve(point(0, 1), point(100, 2))
    const args = { place, points: [point(100, 9), point(50, 5)] }
    expect(pointsOf(after(project, ["automation.set", args]), place)).toBe("0:1 50:5 100:9")
  })

  it("has points moved past each other, but never onto each other", () => {
    const project = aCurve(point(0, 1), point(100, 2))
    const move = (toTick: number) => ({ place, moves: [{ tick: 0, toTick, value: 7 }] })
    expect(pointsOf(after(project, ["automation.move", move(150)]), place)).toBe("100:2 150:7")
    expect(() => after(project, ["automation.move", move(100)])).toThrow("two points at tick 100")
  })

  it("swaps points that move at once", () => {
    const moves = [
      { tick: 0, toTick: 100, value: 1 },
      { tick: 100, toTick: 0, value: 2 },
    ]
    const done = after(aCurve(point(0, 1), point(100, 2)), ["automation.move", { place, moves }])
    expect(pointsOf(done, place)).toBe("0:2 100:1")
  })

  it("loses points and bends curves, and says which is not there", () => {
    const project = aCurve(point(0, 1), point(100, 2))
    const removed = after(project, ["automation.remove", { place, ticks: [0] }])
    expect(pointsOf(removed, place)).toBe("100:2")
    expect(() => after(removed, ["automation.remove", { place, ticks: [0] }])).toThrow("at tick 0")
    const bend = { place, ticks: [100], curve: "smooth", tension: 0.5 }
    const bent = JSON.stringify(after(project, ["automation.curve", bend]))
    expect(bent).toContain('{"tick":100,"value":2,"curve":"smooth","tension":0.5}')
  })
})

describe("automation", () => {
  it.each([
    [
      { trackId: "keys", lane: { id: "x", target: { parameter: "gainDb" }, points: [] } },
      "already",
    ],
    [
      {
        trackId: "voice",
        lane: { id: "x", target: { deviceId: "eq", parameter: "q" }, points: [] },
      },
      "no device eq",
    ],
  ])("refuses the lane %j", (args, reason) => {
    expect(() => after(aCurve(), ["automation.add-lane", args])).toThrow(reason)
  })

  it("stays with the track whose device it moves", () => {
    const target = { deviceId: "eq", parameter: "q" }
    const project = after(aStudio(), ["clip.add", { clips: [aCurveClip("c", { target })] }])
    const moves = [{ clipId: "c", startTicks: 0, trackId: "voice" }]
    expect(() => after(project, ["clip.move", { moves }])).toThrow("no device eq to automate")
  })

  it("is not found in clips of notes", () => {
    const project = after(aStudio(), ["clip.add", { clips: [aNotesClip("c")] }])
    const args = { place: inClip, points: [point(0, 1)] }
    expect(() => after(project, ["automation.set", args])).toThrow("holds no automation")
  })
})
