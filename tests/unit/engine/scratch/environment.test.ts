import { expect, test } from "vitest"
import { decisionsFor, MOST_SPEED, Traces, Worlds } from "#engine/scratch/environment/index.ts"
import { HumanLimits } from "#shared/contract/index.ts"
import { seededRandom } from "#shared/music/random.ts"

const STILL = HumanLimits.parse({ noise: 0 })

/** What one world does under decisions, millisecond by millisecond. */
function played(
  steps: number,
  decide: (step: number) => { speed?: number; grip?: number; fader?: number },
  limits = STILL,
  seed = 1,
) {
  const worlds = new Worlds(1, limits)
  const traces = new Traces(1, steps)
  const decisions = decisionsFor(1)
  worlds.reset(0, seed)
  for (let step = 0; step < steps; step++) {
    const { speed = 0, grip = 1, fader = 1 } = decide(step)
    decisions.speeds[0] = speed
    decisions.grips[0] = grip
    decisions.faders[0] = fader
    worlds.step(decisions, traces)
  }
  return traces.of(0)
}

test("no hand moves the record faster, or turns it round sooner, than a human's does", () => {
  const random = seededRandom(4)
  const wild = Array.from({ length: 300 }, () => 40 * (random() - 0.5))
  const { speeds } = played(300, (step) => ({ speed: wild[step]! }), HumanLimits.parse({}))
  const changes = speeds.slice(1).map((speed, ms) => Math.abs(speed - speeds[ms]!))
  expect(Math.max(...speeds.map(Math.abs))).toBeLessThanOrEqual(MOST_SPEED)
  expect(Math.max(...changes)).toBeLessThanOrEqual(0.1201)
  // The limits were reached, or nothing was tested.
  expect(Math.max(...changes)).toBeGreaterThan(0.11)
})

test("a hand follows its aim up to ten times a second, where three decibels are lost", () => {
  const reach = (hz: number): number => {
    const amplitude = 0.01
    const { places } = played(200, (step) => ({
      // The aim's place is the integral of this: a sine of the amplitude.
      speed: amplitude * 2 * Math.PI * hz * Math.cos(2 * Math.PI * hz * (step + 0.5) * 0.01),
    }))
    const late = places.subarray(1000)
    return (Math.max(...late) - Math.min(...late)) / 2 / amplitude
  }
  expect(reach(1)).toBeGreaterThan(0.97)
  // Decisions hold for ten milliseconds, which costs a little more.
  expect(20 * Math.log10(reach(10))).toBeCloseTo(-3, 0)
  expect(reach(25)).toBeLessThan(0.3)
})

test("an arm of four times the mass is half as quick", () => {
  const half = (inertia: number): number => {
    const limits = HumanLimits.parse({ noise: 0, inertia })
    const { places } = played(100, (step) => ({ speed: step === 0 ? 1 : 0 }), limits)
    return places.findIndex((place) => place > 0.005)
  }
  expect(half(4) / half(1)).toBeGreaterThan(1.6)
})

test("a record that is let go comes up to the platter's speed in a fifth of a second", () => {
  const { speeds } = played(60, () => ({ grip: 0 }))
  expect(speeds[100]).toBeCloseTo(0.101 / 0.21, 2)
  expect(speeds.findIndex((speed) => speed >= 0.9999)).toBeCloseTo(210, -1)
  expect(speeds.at(-1)).toBeCloseTo(1, 6)
})

test("a fader takes its time for its way, and a finger rests before it turns round", () => {
  const closing = played(20, () => ({ fader: 0 })).faders
  const leaves = closing.findIndex((place) => place < 1)
  expect(closing.findIndex((place) => place <= 0.001) - leaves).toBeCloseTo(34, -1)
  const flicked = played(20, (step) => ({ fader: step < 2 ? 0 : 1 })).faders
  const lowest = flicked.indexOf(Math.min(...flicked))
  expect(lowest - leaves).toBeGreaterThanOrEqual(23)
})

test("chance is the same for the same seed, another for another, and none without noise", () => {
  const limits = HumanLimits.parse({})
  const moves = (step: number) => ({ speed: Math.sin(step / 5), fader: step % 9 < 4 ? 1 : 0 })
  const [one, same, other] = [7, 7, 8].map((seed) => played(200, moves, limits, seed))
  expect(same).toEqual(one)
  expect(other).not.toEqual(one)
  expect(played(200, moves, STILL, 1)).toEqual(played(200, moves, STILL, 2))
})

test("worlds side by side do not touch each other", () => {
  const limits = HumanLimits.parse({})
  const worlds = new Worlds(3, limits)
  const traces = new Traces(3, 100)
  const decisions = decisionsFor(3)
  ;[5, 6, 7].forEach((seed, world) => worlds.reset(world, seed))
  for (let step = 0; step < 100; step++) {
    for (let world = 0; world < 3; world++)
      decisions.speeds[world] = Math.sin((step * (world + 1)) / 7)
    worlds.step(decisions, traces)
  }
  const alone = played(100, (step) => ({ speed: Math.sin((step * 2) / 7) }), limits, 6)
  expect(traces.of(1).places).toEqual(alone.places)
})
