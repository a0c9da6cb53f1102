import { expect, test } from "vitest"
import { clipOf, tempoMapOf, type GestureClip } from "#shared/project/index.ts"
import { drawGesture } from "../../../../src-renderer/features/timeline/draw/draw-gesture.ts"
import type { Ink } from "../../../../src-renderer/features/timeline/draw/ink.ts"
import { heardWay } from "../../../../src-renderer/features/timeline/model/heard-way.ts"
import { aPlayed } from "../../../support/gesture-clips.ts"
import { after, aStudio } from "../../../support/projects.ts"

const studio = after(aStudio(), ["track.add", { id: "hand", kind: "gesture", name: "Hand" }])
const place = { id: "g", trackId: "hand", startTicks: 0, name: "Baby", mediaId: "take" }

/** A push of half a second of record, one back twice as fast, a cut of 100 ms at .25 s. */
const gesture = {
  durationSeconds: 1,
  points: [
    { timeSeconds: 0, positionTurns: 0 },
    { timeSeconds: 0.5, positionTurns: 0.25 },
    { timeSeconds: 0.75, positionTurns: 0 },
  ],
  fader: [
    { timeSeconds: 0, value: 1 },
    { timeSeconds: 0.25, value: 0 },
    { timeSeconds: 0.35, value: 1 },
  ],
  touches: [],
}
const project = after(studio, ["gesture.add", { ...place, gesture }])
const clip = clipOf(project, "g") as GestureClip

test("what is heard of a gesture: where the needle is, and the least that the fader lets through", () => {
  const way = heardWay(clip)
  expect([way.least, way.most]).toEqual([0, 0.45])
  expect(way.recordAt(0.25)).toBeCloseTo(0.225, 9)
  expect(way.gainBetween(0.2, 0.24)).toBe(1)
  expect(way.gainBetween(0.2, 0.26)).toBe(0)
  expect(way.gainBetween(0.3, 0.31)).toBe(0)
  expect(way.gainBetween(0.36, 0.4)).toBe(1)
  expect(way.softness(1)).toBe(1)
  expect(way.softness(0)).toBe(0)
})

test("of a take it is where the record was when it was played", () => {
  const played = aPlayed()
  const taken = after(studio, ["gesture.add", { ...place, played }])
  expect(heardWay(clipOf(taken, "g") as GestureClip).recordAt(0)).toBeCloseTo(
    played.start.positionSeconds,
    6,
  )
})

test("the way is drawn in colours of its direction and speed, and cuts are gaps in the fader's lane", () => {
  const steps = ["0", "1", "2", "3", "4", "5"]
  const ink = {
    forward: steps.map((step) => `forward ${step}`),
    backward: steps.map((step) => `backward ${step}`),
    ...{ open: "open", shade: "shade", text3: "text" },
  } as unknown as Ink
  const strokes: string[] = []
  const open: [number, number][] = []
  const context = {
    ...{ fillStyle: "", strokeStyle: "", lineWidth: 0, lineJoin: "", globalAlpha: 1 },
    ...{ beginPath() {}, moveTo() {}, lineTo() {}, fillText() {} },
    stroke: () => void strokes.push(context.strokeStyle),
    fillRect(x: number, _: number, width: number) {
      if (context.fillStyle === "open") open.push([x, x + width])
    },
  }
  const waves = { cover: () => [], isMissing: () => false }
  const scene = { ink, project, tempo: tempoMapOf(project), waves }
  const box = { left: 0, right: 2000, top: 0, height: 90 }
  // 1920 ticks a second: a px is half a millisecond.
  const view = { startTicks: 0, pxPerTick: 2000 / 1920 }
  drawGesture(context as unknown as CanvasRenderingContext2D, clip, scene, view, box)
  expect(new Set(strokes)).toEqual(new Set(["forward 2", "backward 5", "forward 0"]))
  expect(open).toEqual([
    [0, 500],
    [700, 2000],
  ])
})
