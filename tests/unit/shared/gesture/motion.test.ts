import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calibrateNoise } from "#shared/gesture/motion/calibrate-noise.ts"
import { MotionEstimator } from "#shared/gesture/motion/motion-estimator.ts"
import { Smoother } from "#shared/gesture/motion/smoother.ts"
import { DEFAULT_PHYSICS, handTorque } from "#shared/gesture/motion/torque.ts"
import { nearNormal, seededRandom } from "#shared/music/random.ts"
import { liveAccuracy, ourFilter, reportsOf } from "../../../support/gesture/accuracy.ts"
import { baby, playing, strokes, type Hand } from "../../../support/gesture/hands.ts"

const SECONDS = 1.5
const normal = (deviation: number, seed = 3) => {
  const random = seededRandom(seed)
  return () => deviation * nearNormal(random)
}

interface Device {
  ticks: number
  reportSeconds?: number
  seconds?: number
  jitter?: () => number
}

const reports = (hand: Hand, device: Device) =>
  reportsOf(hand, { jitter: normal(0.0003), seconds: SECONDS, ...device })

const measure = (hand: Hand, device: Device) =>
  liveAccuracy(hand, reports(hand, device), ourFilter(device.ticks), SECONDS)

describe("the live estimate of velocity", () => {
  it.each([
    [3600, baby(4, 1.9), 0.15, 4],
    [720, baby(4, 1.9), 0.25, 5],
    [128, baby(4, 1.9), 0.45, 10],
    [720, baby(12, 1.5), 0.38, 4],
    [3600, baby(12, 1.5), 0.25, 3],
    [3600, playing(1), 0.15, 4],
    [720, strokes([0.15, 0.14], [0.1, 0], [0.2, -0.14], [0.05, 0]), 0.25, 5],
  ])("at %i ticks a turn meets the hand (%#)", (ticks, hand, mostRmse, mostLagMs) => {
    const { rmse, lagMs } = measure(hand, { ticks })
    expect(rmse).toBeLessThanOrEqual(mostRmse)
    expect(lagMs).toBeLessThanOrEqual(mostLagMs)
  })

  it.each([0.000125, 0.0025, 0.004])("learns that a device reports every %f s", (reportSeconds) => {
    expect(measure(baby(4, 1.9), { ticks: 3600, reportSeconds }).rmse).toBeLessThan(0.2)
  })

  it("stays usable with jitter of other kinds", () => {
    const random = seededRandom(5)
    const jitters = [() => 0.0006 * random(), () => 0.0003 * (2 * random() - 1), normal(0.0006)]
    for (const jitter of jitters)
      expect(measure(baby(4, 1.9), { ticks: 720, jitter }).rmse).toBeLessThan(0.25)
  })
})

describe("the estimator", () => {
  it("counts every tick, however the hand moves: 1,000 strokes end where they began", () => {
    const estimator = new MotionEstimator({ ticksPerRevolution: 720 })
    const hand = strokes([0.06, 0.14], [0.06, -0.14])
    for (const { atSeconds, ticks } of reportsOf(hand, {
      ticks: 720,
      seconds: 120.0005,
      jitter: normal(0.0003),
    }))
      estimator.moved(atSeconds, ticks)
    expect(estimator.ticks === 0).toBe(true)
    const { positionSeconds, velocity } = estimator.at(125)
    expect(velocity).toBe(0)
    expect(positionSeconds).toBeGreaterThanOrEqual(0)
    expect(positionSeconds).toBeLessThanOrEqual(1.8 / 720)
  })

  it("gives the same states however often it is asked in between", () => {
    const all = reports(strokes([0.1, 0.2], [0.7, 0], [0.1, -0.2]), { ticks: 720 })
    const asked = new MotionEstimator({ ticksPerRevolution: 720 })
    const left = new MotionEstimator({ ticksPerRevolution: 720 })
    const differences: number[] = []
    let now = 0
    for (const { atSeconds, ticks } of all) {
      for (; now < atSeconds; now += 0.00037) asked.at(now)
      asked.moved(atSeconds, ticks)
      left.moved(atSeconds, ticks)
      const { positionSeconds, velocity } = asked.at(atSeconds)
      const same = left.at(atSeconds)
      differences.push(positionSeconds - same.positionSeconds, velocity - same.velocity)
    }
    expect(differences.every((difference) => difference === 0)).toBe(true)
  })

  it("comes to rest within the tick it is in when the platter is stopped", () => {
    const estimator = new MotionEstimator({ ticksPerRevolution: 720 })
    for (let k = 0; k < 200; k++) estimator.moved(k * 0.001, 1)
    expect(Math.abs(estimator.at(0.199 + 0.1).velocity)).toBeLessThan(0.1)
    expect(estimator.at(0.199 + 0.5).velocity).toBe(0)
  })

  it("stays finite and limited whatever is reported", () => {
    const events = fc.array(
      fc.tuple(
        fc.double({ min: -0.01, max: 2, noNaN: true }),
        fc.integer({ min: -9000, max: 9000 }),
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(events, fc.integer({ min: 1, max: 5000 }), (list, ticksPerRevolution) => {
        const estimator = new MotionEstimator({ ticksPerRevolution })
        let now = 0
        let sum = 0
        for (const [gap, ticks] of list) {
          estimator.moved((now += gap), ticks)
          sum += ticks
          const { positionSeconds, velocity, acceleration } = estimator.at(now + gap / 3)
          expect([positionSeconds, velocity, acceleration].every(Number.isFinite)).toBe(true)
        }
        expect(estimator.ticks === sum).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  it("predicts no further than 8 ms and no wilder than a hand", () => {
    const estimator = new MotionEstimator({ ticksPerRevolution: 3600 })
    for (const { atSeconds, ticks } of reports(playing(1), { ticks: 3600 }))
      estimator.moved(atSeconds, ticks)
    const now = estimator.at(SECONDS)
    const soon = estimator.predicted(SECONDS, 0.005)
    expect(soon.positionSeconds - now.positionSeconds).toBeCloseTo(0.005, 2)
    expect(estimator.predicted(SECONDS, 1)).toEqual(estimator.predicted(SECONDS, 0.008))
  })
})

describe("the smoother", () => {
  const smooth = (hand: Hand, device: Device) => {
    const smoother = new Smoother()
    const estimator = new MotionEstimator({ ticksPerRevolution: device.ticks }, smoother)
    for (const { atSeconds, ticks } of reports(hand, device)) estimator.moved(atSeconds, ticks)
    return smoother.finish()
  }

  it.each([
    [3600, baby(4, 1.9), 0.05],
    [720, baby(4, 1.9), 0.06],
    [720, baby(12, 1.5), 0.08],
    [128, baby(4, 1.9), 0.12],
    [720, strokes([0.15, 0.14], [0.5, 0], [0.2, -0.14]), 0.1],
  ])("at %i ticks a turn meets the hand without lag (%#)", (ticks, hand, most) => {
    const { timeSeconds, velocity } = smooth(hand, { ticks })
    let sum = 0
    let count = 0
    for (const [i, seconds] of timeSeconds.entries()) {
      if (seconds < 0.3 || seconds > SECONDS - 0.1) continue
      sum += (velocity[i]! - hand.velocityAt(seconds)) ** 2
      count++
    }
    expect(Math.sqrt(sum / count)).toBeLessThan(most)
  })

  it("gives times that rise, also across its blocks", () => {
    const { timeSeconds, velocity } = smooth(baby(4, 1.9), {
      ...{ ticks: 3600, reportSeconds: 0.00025, seconds: 4 },
    })
    expect(timeSeconds.length).toBeGreaterThan(9000)
    const steps = (values: Float64Array) => values.slice(1).map((value, i) => value - values[i]!)
    expect(Math.min(...steps(timeSeconds))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...steps(velocity).map(Math.abs))).toBeLessThan(0.3)
  })
})

describe("the noise of a device", () => {
  it("is learnt from a recording", () => {
    const list = reports(baby(4, 1.9), { ticks: 3600, reportSeconds: 0.002 })
    const noise = calibrateNoise(list, 3600)!
    expect(noise.reportSeconds).toBeCloseTo(0.002, 4)
    expect(noise.jitterSeconds).toBeGreaterThan(0.00015)
    expect(noise.jitterSeconds).toBeLessThan(0.0006)
  })

  it("is not guessed from too little", () => {
    expect(calibrateNoise([{ atSeconds: 0, ticks: 1 }], 720)).toBeUndefined()
  })
})

describe("the torque of a hand", () => {
  it("is inertia by acceleration and friction against the motion, none at rest", () => {
    const { inertia, friction } = DEFAULT_PHYSICS
    expect(handTorque(0, 0)).toBe(0)
    expect(handTorque(1, 0)).toBeCloseTo(friction)
    expect(handTorque(-1, 0)).toBeCloseTo(-friction)
    expect(handTorque(0, 10)).toBeCloseTo((inertia * 10 * 2 * Math.PI) / 1.8)
    // Held still on a platter that turns, the hand carries the friction of the slipmat.
    expect(handTorque(0, 0, { inertia, friction, motorSpeed: 1 })).toBeCloseTo(-friction)
    expect(handTorque(1, 0, { inertia, friction, motorSpeed: 1 })).toBe(0)
  })
})
