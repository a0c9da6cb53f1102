/** What the knob of density does to the answers of the partner that ships. */
import { afterAll, beforeAll, expect, it } from "vitest"
import { createExecutor, type Executor } from "#engine/compute/index.ts"
import { answerCall, Partner } from "#engine/duet/index.ts"
import { keyOf } from "#engine/symbolic/index.ts"
import { openStarter } from "#engine/training/index.ts"
import { type DuetMode, DuetTaste, type PlayedNote } from "#shared/contract/index.ts"

let executor: Executor
let partner: Partner
beforeAll(async () => {
  executor = await createExecutor("onnx-cpu")
  partner = await Partner.open(openStarter("duet")!, executor)
})
afterAll(async () => {
  await partner.close()
  await executor.close()
})

/** In G major: two notes a beat at 100 a minute. */
const call: PlayedNote[] = [67, 69, 71, 72, 74, 71, 67, 66, 69, 67].map((pitch, at) => ({
  ...{ pitch, velocity: 84, startSeconds: at * 0.3, lengthSeconds: 0.27 },
}))
const SEEDS = [1, 2, 3]

const ticked = (notes: readonly PlayedNote[]) =>
  notes.map(({ pitch, lengthSeconds }) => ({ pitch, lengthTicks: lengthSeconds * 1000 }))

/** Means over the seeds. */
async function answersAt(mode: DuetMode, density: number) {
  let [notesABeat, inKey] = [0, 0]
  for (const seed of SEEDS) {
    const taste = DuetTaste.parse({ density })
    const { notes, bpm } = await answerCall(partner, {
      call,
      beat: null,
      mode,
      taste,
      seed,
      bars: 4,
    })
    const last = Math.max(...notes.map((note) => note.startSeconds + note.lengthSeconds))
    notesABeat += (notes.length * 60) / (last * bpm) / SEEDS.length
    inKey += Number(keyOf(ticked(notes)) === keyOf(ticked(call))) / SEEDS.length
  }
  return { notesABeat, inKey }
}

it.each(["answer", "accompany"] as const)(
  "a higher density has clearly more notes a beat, a lower one fewer, and the key stays (%s)",
  async (mode) => {
    const [low, middle, high] = [
      await answersAt(mode, 0.5),
      await answersAt(mode, 1),
      await answersAt(mode, 2),
    ]
    expect(low.notesABeat).toBeLessThan(0.8 * middle.notesABeat)
    expect(high.notesABeat).toBeGreaterThan(1.25 * middle.notesABeat)
    expect(Math.min(low.inKey, middle.inKey, high.inKey)).toBe(1)
  },
)
