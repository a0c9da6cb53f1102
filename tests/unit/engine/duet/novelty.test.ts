/** An answer does not end a run of notes as the model learnt it, where it knows anything else. */
import { expect, test } from "vitest"
import { Novelty } from "#engine/duet/answer/novelty.ts"
import { LearntRuns } from "#engine/symbolic/index.ts"

const TUNE = [60, 64, 62, 65, 67, 64, 69, 71, 67, 60].map((pitch, at) => ({
  ...{ pitch, startTicks: at * 480, lengthTicks: 480, velocity: 80, program: 0 },
}))
const learnt = LearntRuns.of([{ notes: TUNE, meters: [], tempos: [] }])

/** Pitches that are held back after notes of the tune, so much higher. */
function heldBack(novelty: Novelty, count: number, up = 0): number[] {
  for (const { pitch, startTicks } of TUNE.slice(0, count)) novelty.played(pitch + up, startTicks)
  const logits = new Float32Array(128)
  novelty.weigh(TUNE[count]!.startTicks, logits)
  return [...logits.entries()].flatMap(([pitch, logit]) => (logit < 0 ? [pitch] : []))
}

test("the eighth note of a run that was learnt is held back, in any key, and hardly any other", () => {
  for (const up of [0, 5, -7]) {
    const held = heldBack(new Novelty(learnt), 7, up)
    expect(held).toContain(71 + up)
    expect(held.length).toBeLessThan(20)
  }
})

test("before that, and for a model of which nothing is known, all notes are free", () => {
  expect(heldBack(new Novelty(learnt), 6)).toEqual([])
  expect(heldBack(new Novelty(undefined), 7)).toEqual([])
})

test("under a chord the run goes by its highest notes", () => {
  const novelty = new Novelty(learnt)
  for (const { pitch, startTicks } of TUNE.slice(0, 7)) {
    novelty.played(pitch - 24 + (startTicks % 960 === 0 ? 3 : 1), startTicks)
    novelty.played(pitch, startTicks)
  }
  const logits = new Float32Array(128)
  novelty.weigh(TUNE[7]!.startTicks, logits)
  expect(logits[71]).toBeLessThan(0)
})
