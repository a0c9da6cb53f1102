/** A deck fitted to what was heard of takes: a rough place first, then down the slope of the spectral loss. */
import { z } from "zod"
import { fail } from "#shared/contract/errors.ts"
import { type Random, seededRandom } from "#shared/music/random.ts"
import { COLOUR_TAPS } from "../deck/colour.ts"
import { addSlopes, type LearntDeck, noSlopes, play } from "../deck/learnt-deck.ts"
import { PHYSICS_NAMES, physicsOf, searchOf, searchSlope } from "../deck/physics.ts"
import { noiseFloors, SpectralLoss } from "../spectra/spectral-loss.ts"
import { type AdamMemory, adamMemory, adamStep } from "./adam.ts"
import { excerptsOf, EXCERPT_FRAMES, type HeardTake } from "./heard-take.ts"
import { type Lesson, ROUGH_TRIALS, roughDeck } from "./rough.ts"

/** At most so many excerpts are learnt from, so many of them a step, and so many for the rough place. */
const MOST_LESSONS = 64
const LESSONS_A_STEP = 4
const ROUGH_LESSONS = 6
/** How far a number goes in a step, about, at first: of physics, and of taps as a part of the greatest one. */
const PHYSICS_RATE = 0.04
const TAP_RATE = 0.005
const SIZE = PHYSICS_NAMES.length + 2 * COLOUR_TAPS

const numbers = (length: number) => z.array(z.number()).length(length)
/** Where a fit stands after some step: numbers that go on from there. */
export const DeckFitState = z.object({
  values: numbers(SIZE),
  step: z.int().min(0),
  first: numbers(SIZE),
  second: numbers(SIZE),
})
export type DeckFitState = z.infer<typeof DeckFitState>

export interface DeckFitProgress {
  fraction: number
  /** Mean of the lessons of the last step; NaN before the first. */
  loss: number
  /** To go on from; null before the first step. */
  state: DeckFitState | null
}

export interface DeckFitOptions {
  steps: number
  seed: number
  from?: DeckFitState | null | undefined
}

/**
 * Yields after every trial and step; from the same state, with the same takes and seed, it goes the same way.
 * @throws StudioError invalid-input where nothing sounds
 */
export function* fitDeck(
  takes: readonly HeardTake[],
  { steps, seed, from }: DeckFitOptions,
): Generator<DeckFitProgress, LearntDeck> {
  const excerpts = excerptsOf(takes).slice(0, MOST_LESSONS)
  if (excerpts.length === 0)
    fail("invalid-input", `Nothing is heard in the recording of ${namesOf(takes)}`)
  const loss = new SpectralLoss(noiseFloors(takes.map(({ heard }) => heard)))
  const lessons = excerpts.map((excerpt): Lesson => {
    const heard = excerpt.take.heard.subarray(excerpt.from, excerpt.from + EXCERPT_FRAMES)
    return { excerpt, target: loss.targetOf(heard) }
  })
  const total = ROUGH_TRIALS + steps
  const state = from ? goOn(from) : yield* beginning(lessons, loss, total)
  const { values, memory } = state
  while (memory.step < steps) {
    const found = oneStep(values, memory, { lessons, loss, steps, seed })
    const fraction = (ROUGH_TRIALS + memory.step) / total
    yield { fraction, loss: found, state: stateOf(values, memory) }
  }
  return deckOf(values)
}

const namesOf = (takes: readonly HeardTake[]): string =>
  takes.length === 1 ? takes[0]!.title : `any of the ${takes.length} takes`

interface Fitting {
  values: Float64Array
  memory: AdamMemory
}

function* beginning(
  lessons: readonly Lesson[],
  loss: SpectralLoss,
  total: number,
): Generator<DeckFitProgress, Fitting> {
  const rough = roughDeck(lessons.slice(0, ROUGH_LESSONS), loss)
  let trials = 0
  for (let next = rough.next(); ; next = rough.next()) {
    if (next.done) return { values: valuesOf(next.value), memory: adamMemory(SIZE) }
    yield { fraction: ++trials / total, loss: NaN, state: null }
  }
}

interface Step {
  lessons: readonly Lesson[]
  loss: SpectralLoss
  steps: number
  seed: number
}

function oneStep(
  values: Float64Array,
  memory: AdamMemory,
  { lessons, loss, steps, seed }: Step,
): number {
  const deck = deckOf(values)
  const [slopes, random] = [noSlopes(), seededRandom(seed + Math.imul(memory.step + 1, 0x9e3779b1))]
  const chosen = drawn(lessons, random)
  let sum = 0
  for (const { excerpt, target } of chosen) {
    const { playing } = excerpt.take
    const stretch = { from: excerpt.from, count: EXCERPT_FRAMES }
    const played = play(deck, playing, stretch, true)
    const slope = new Float64Array(EXCERPT_FRAMES)
    sum += loss.of(played.sound, target, slope)
    addSlopes(deck, playing, stretch, played, slope, slopes)
  }
  const physics = PHYSICS_NAMES.map((name, i) =>
    searchSlope(name, deck.physics[name], slopes.physics[i]!),
  )
  const all = Float64Array.of(...physics, ...slopes.colour, ...slopes.speedColour)
  const greatest = deck.colour.reduce((most, tap) => Math.max(most, Math.abs(tap)), 1e-6)
  const slower = 0.5 + 0.5 * Math.cos((Math.PI * memory.step) / steps)
  const rates = Float64Array.from({ length: SIZE }, (_, i) =>
    i < PHYSICS_NAMES.length ? PHYSICS_RATE * slower : TAP_RATE * greatest * slower,
  )
  adamStep(values, all, rates, memory)
  return sum / chosen.length
}

function drawn(lessons: readonly Lesson[], random: Random): Lesson[] {
  const left = [...lessons]
  return Array.from(
    { length: Math.min(LESSONS_A_STEP, left.length) },
    () => left.splice(Math.floor(random() * left.length), 1)[0]!,
  )
}

const valuesOf = ({ physics, colour, speedColour }: LearntDeck): Float64Array =>
  Float64Array.of(...searchOf(physics), ...colour, ...speedColour)

function deckOf(values: Float64Array): LearntDeck {
  const count = PHYSICS_NAMES.length
  return {
    physics: physicsOf(values.subarray(0, count)),
    colour: values.slice(count, count + COLOUR_TAPS),
    speedColour: values.slice(count + COLOUR_TAPS),
  }
}

const stateOf = (values: Float64Array, { step, first, second }: AdamMemory): DeckFitState => ({
  ...{ values: [...values], step, first: [...first], second: [...second] },
})

const goOn = ({ values, step, first, second }: DeckFitState): Fitting => ({
  values: Float64Array.from(values),
  memory: { step, first: Float64Array.from(first), second: Float64Array.from(second) },
})
