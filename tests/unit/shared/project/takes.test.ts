import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { clipsOf, contentSpans, takesOf, type Clip, type Project } from "#shared/project/index.ts"
import { after, anAudioClip, aNote, aNotesClip, aStudio } from "../../../support/projects.ts"

const LENGTH = 3840
const STEP = 240

/** A recording of one pitch all along: what is heard says which take it is. */
function recording(pitch: number, startTicks = 0, lengthTicks = LENGTH) {
  const notes = Array.from({ length: lengthTicks / STEP }, (_, i) =>
    aNote(`n${i}`, { startTicks: i * STEP, lengthTicks: STEP, pitch }),
  )
  return aNotesClip(`take-${pitch}`, { startTicks, lengthTicks, notes })
}
const record = (project: Project, pitch: number, ...place: number[]): Project =>
  after(project, ["take.add", { clip: recording(pitch, ...place), pieceId: `piece-${pitch}` }])
const recorded = (...pitches: number[]): Project =>
  pitches.reduce((p, pitch) => record(p, pitch), aStudio())
/** Pitches step by step; those of one step together. */
function heard(project: Project): number[][] {
  const steps: number[][] = []
  for (const clip of clipsOf(project, "keys"))
    for (const { contentTicks, lengthTicks, atTicks } of contentSpans(clip))
      for (const { startTicks, pitch } of clip.kind === "notes" ? clip.notes : []) {
        const into = startTicks - contentTicks
        if (into >= 0 && into < lengthTicks) (steps[(atTicks + into) / STEP] ??= []).push(pitch)
      }
  return steps
}
const all = (pitch: number, count = LENGTH / STEP): number[][] =>
  Array.from({ length: count }, () => [pitch])
const lanes = (project: Project): [string, number | undefined][] =>
  takesOf(project, "keys").map((take) => [take.name, take.takeLane])

describe("recording over what is there", () => {
  test("a recording beside all others is a clip like any other", () => {
    const project = record(recorded(60), 61, LENGTH)
    expect(takesOf(project, "keys")).toEqual([])
    expect(clipsOf(project, "keys").map(({ id }) => id)).toEqual(["take-60", "take-61"])
  })

  test("keeps each take in a lane of its own, and the last one sounds", () => {
    const project = recorded(60, 61, 62)
    expect(lanes(project)).toEqual(
      [
        ["take-60", 1],
        ["take-61", 2],
        ["take-62", 3],
      ].sort(),
    )
    expect(heard(project)).toEqual(all(62))
  })

  test("that shall be silent keeps what sounds, and both can be chosen", () => {
    const args = { clip: recording(61), pieceId: "piece-61", isSilent: true }
    const project = after(recorded(60), ["take.add", args])
    expect(heard(project)).toEqual(all(60))
    expect(lanes(project).map(([name]) => name)).toEqual(["take-60", "take-61"])
    const chosen = after(project, ["take.choose", { takeId: "take-61", pieceId: "p" }])
    expect(heard(chosen)).toEqual(all(61))
  })

  test("of a part leaves the rest as it was", () => {
    const project = record(recorded(60), 61, 960, 960)
    expect(heard(project).flat()).toEqual([
      60,
      60,
      60,
      60,
      61,
      61,
      61,
      61,
      ...Array<number>(8).fill(60),
    ])
    expect(takesOf(project, "keys").map(({ lengthTicks }) => lengthTicks)).toEqual([LENGTH, 960])
  })

  test("keeps recordings of sound the same way, each second where it was", () => {
    const voice = (id: string) => anAudioClip(id, { lengthTicks: 1920 })
    const add = (id: string) => ["take.add", { clip: voice(id), pieceId: `p-${id}` }] as const
    const range = { startTicks: 960, endTicks: 1920 }
    const project = after(
      aStudio(),
      [...add("one")],
      [...add("two")],
      ["take.choose", { takeId: "p-two.kept0", range, pieceId: "swipe" }],
    )
    const [left, right] = clipsOf(project, "voice")
    expect([left!.takeId, right!.takeId]).toEqual(["two", "p-two.kept0"])
    expect([left!.lengthTicks, right!.startTicks]).toEqual([960, 960])
    expect(right).toMatchObject({ offsetSeconds: 1.5, lengthTicks: 960 })
  })
})

describe("choosing from takes", () => {
  const swipes = fc.array(
    fc.record({ take: fc.nat(2), from: fc.nat(14), steps: fc.integer({ min: 1, max: 16 }) }),
    { maxLength: 12 },
  )

  test("plays in each place the take that was chosen there last, once, and keeps the takes as they are", () => {
    fc.assert(
      fc.property(swipes, (chosen) => {
        const start = recorded(60, 61, 62)
        const ids = takesOf(start, "keys").toSorted((a, b) => a.takeLane! - b.takeLane!)
        const expected = all(62)
        const end = chosen.reduce((project, { take, from, steps }, i) => {
          expected.fill([60 + take], from, from + steps)
          const range = { startTicks: from * STEP, endTicks: (from + steps) * STEP }
          return after(project, ["take.choose", { takeId: ids[take]!.id, range, pieceId: `s${i}` }])
        }, start)
        expect(heard(end)).toEqual(expected)
        expect(takesOf(end, "keys")).toEqual(takesOf(start, "keys"))
        expect(isApart(clipsOf(end, "keys"))).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test("makes one piece of what lies side by side, so that no edge is heard in it", () => {
    const first = recorded(60, 61)
    const take = takesOf(first, "keys").find(({ takeLane }) => takeLane === 1)!
    const swiped = [0, 960, 1920].reduce(
      (project, startTicks) =>
        after(project, [
          "take.choose",
          {
            ...{ takeId: take.id, pieceId: `s${startTicks}` },
            range: { startTicks, endTicks: startTicks + 960 },
          },
        ]),
      first,
    )
    expect(clipsOf(swiped, "keys").map(({ lengthTicks }) => lengthTicks)).toEqual([2880, 960])
  })

  test("is refused for a clip that is no take, and where the take does not reach", () => {
    const project = recorded(60, 61)
    const choose = (takeId: string, startTicks: number) => () =>
      after(project, [
        "take.choose",
        { takeId, pieceId: "x", range: { startTicks, endTicks: startTicks + 10 } },
      ])
    expect(choose("piece-61", 0)).toThrow(/is no take/)
    expect(choose("take-61", LENGTH)).toThrow(/is not there/)
  })
})

const isApart = (clips: readonly Clip[]): boolean =>
  clips.every((clip, i) => {
    const before = clips[i - 1]
    return !before || before.startTicks + before.lengthTicks <= clip.startTicks
  })
