/** Where to begin: delays on a grid, since a slope only leads to the nearest valley; the level; the colour by least squares. */
import { plainColour } from "../deck/colour.ts"
import { type LearntDeck, play } from "../deck/learnt-deck.ts"
import { type Physics, USUAL_PHYSICS } from "../deck/physics.ts"
import type { LossTarget, SpectralLoss } from "../spectra/spectral-loss.ts"
import { type Excerpt, EXCERPT_FRAMES } from "./heard-take.ts"
import { leastSquaresColour } from "./least-squares.ts"

export interface Lesson {
  excerpt: Excerpt
  target: LossTarget
}

/** Milliseconds: reach and step of each round. */
const ROUNDS = [
  { name: "placeDelayMs", reach: 12, step: 1.5 },
  { name: "faderDelayMs", reach: 24, step: 2 },
  { name: "placeDelayMs", reach: 1, step: 0.5 },
  { name: "faderDelayMs", reach: 1.5, step: 0.75 },
] as const
export const ROUGH_TRIALS = ROUNDS.reduce((sum, { reach, step }) => sum + 2 * (reach / step) + 1, 0)

/** Yields after every trial. */
export function* roughDeck(
  lessons: readonly Lesson[],
  loss: SpectralLoss,
): Generator<void, LearntDeck> {
  let physics: Physics = USUAL_PHYSICS
  for (const { name, reach, step } of ROUNDS) {
    const middle = physics[name]
    let best = { loss: Infinity, value: middle }
    for (let by = -reach; by <= reach; by += step) {
      const value = middle + by
      const found = levelledLoss({ ...physics, [name]: value }, lessons, loss)
      if (found.loss < best.loss) best = { loss: found.loss, value }
      yield
    }
    physics = { ...physics, [name]: best.value }
  }
  const plain = { physics, colour: plainColour(), speedColour: plainColour(0) }
  const colour = leastSquaresColour(
    lessons.map(({ excerpt: { take, from } }) => ({
      given: play(plain, take.playing, { from, count: EXCERPT_FRAMES }).sound,
      heard: take.heard.subarray(from, from + EXCERPT_FRAMES),
    })),
  )
  return { ...plain, colour }
}

/** With the level at which both have the same power. */
function levelledLoss(
  physics: Physics,
  lessons: readonly Lesson[],
  loss: SpectralLoss,
): { loss: number } {
  const deck = { physics, colour: plainColour(), speedColour: plainColour(0) }
  let [ours, theirs] = [1e-12, 0]
  const sounds = lessons.map(({ excerpt: { take, from } }) => {
    const { sound } = play(deck, take.playing, { from, count: EXCERPT_FRAMES })
    for (let i = 0; i < EXCERPT_FRAMES; i++) {
      ours += sound[i]! * sound[i]!
      theirs += take.heard[from + i]! * take.heard[from + i]!
    }
    return sound
  })
  const gain = Math.min(100, Math.sqrt(theirs / ours))
  const losses = sounds.map((sound, i) =>
    loss.of(
      sound.map((value) => value * gain),
      lessons[i]!.target,
    ),
  )
  return { loss: losses.reduce((sum, each) => sum + each, 0) / losses.length }
}
