import { describe, expect, it } from "vitest"
import { recordOf } from "#engine/scratch/sound/deck/record.ts"
import { COLOUR_TAPS, plainColour } from "#engine/scratch/sound/deck/colour.ts"
import { Course } from "#engine/scratch/sound/deck/course.ts"
import {
  addSlopes,
  type LearntDeck,
  noSlopes,
  play,
  type Playing,
} from "#engine/scratch/sound/deck/learnt-deck.ts"
import {
  PHYSICS_NAMES,
  searchOf,
  physicsOf,
  USUAL_PHYSICS,
} from "#engine/scratch/sound/deck/physics.ts"
import { SpectralLoss, LOSS_SIZES } from "#engine/scratch/sound/spectra/spectral-loss.ts"
import { scratchSample, techniqueGesture, TECHNIQUES } from "#shared/scratch/index.ts"
import { seededRandom } from "#shared/music/random.ts"

const RATE_HZ = 48_000
const record = recordOf(scratchSample(RATE_HZ), RATE_HZ)
const gesture = techniqueGesture(TECHNIQUES.flare1, { bpm: 110, rounds: 1, seed: 1 })
const playing: Playing = {
  course: new Course({
    ...gesture,
    // A fader that goes rather than jumps.
    fader: gesture.fader.map(({ timeSeconds, value }) => ({
      timeSeconds,
      value: 0.05 + 0.5 * value,
    })),
  }),
  record,
  timeline: { startSeconds: 0, stepSeconds: 1 / RATE_HZ },
}
const deck: LearntDeck = {
  physics: { ...USUAL_PHYSICS, faderTravelMs: 12, cut: 0.3, fastPower: 0.2, contour: 0.8 },
  colour: plainColour(0.8),
  speedColour: plainColour(0.05),
}
const stretch = { from: 0.05 * RATE_HZ, count: 0.15 * RATE_HZ }

/** Another sound of about the same kind. */
const target = play(
  {
    ...deck,
    physics: { ...deck.physics, faderDelayMs: 1.3, placeDelayMs: 0.4, cut: 0.25 },
    colour: plainColour(0.6),
  },
  playing,
  stretch,
).sound
const floors = LOSS_SIZES.map((size) => new Float32Array(size / 2 + 1).fill(0.02))

describe("a deck that learns", () => {
  it("knows how its distance to a recording changes with each of its numbers", () => {
    const loss = new SpectralLoss(floors)
    const wanted = loss.targetOf(target)
    const at = (other: LearntDeck): number => loss.of(play(other, playing, stretch).sound, wanted)
    const played = play(deck, playing, stretch, true)
    const slope = new Float64Array(played.sound.length)
    loss.of(played.sound, wanted, slope)
    const slopes = noSlopes()
    addSlopes(deck, playing, stretch, played, slope, slopes)
    for (const [i, name] of PHYSICS_NAMES.entries()) {
      const nudge = 1e-4 * Math.max(1, Math.abs(deck.physics[name]))
      const moved = (by: number): LearntDeck => ({
        ...deck,
        physics: { ...deck.physics, [name]: deck.physics[name] + by },
      })
      const measured = (at(moved(nudge)) - at(moved(-nudge))) / (2 * nudge)
      expect(slopes.physics[i], name).toBeCloseTo(measured, Math.abs(measured) > 1 ? 1 : 2)
      expect(
        Math.abs(slopes.physics[i]! - measured) / (Math.abs(measured) + 0.02),
        name,
      ).toBeLessThan(0.03)
    }
    const random = seededRandom(3)
    for (const kind of ["colour", "speedColour"] as const)
      for (let trial = 0; trial < 2; trial++) {
        const tap = Math.floor(random() * COLOUR_TAPS)
        const moved = (by: number): LearntDeck => {
          const taps = Float64Array.from(deck[kind])
          taps[tap]! += by
          return { ...deck, [kind]: taps }
        }
        const measured = (at(moved(1e-4)) - at(moved(-1e-4))) / 2e-4
        expect(Math.abs(slopes[kind][tap]! - measured)).toBeLessThan(
          0.02 * Math.abs(measured) + 0.01,
        )
      }
  })

  it("is the same deck after its numbers were searched", () => {
    const { physics } = deck
    const back = physicsOf(searchOf(physics))
    for (const name of PHYSICS_NAMES) expect(back[name]).toBeCloseTo(physics[name], 9)
  })
})
