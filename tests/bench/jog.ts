/**
 * How well a platter's velocity is known live, from whole ticks on a USB grid of 1 ms with 0.3 ms of jitter: ours beside the
 * alpha-beta filters that DJ programs use (1/8 and 1/256 at 1 ms, and 1 and 0.27 of a fast mapping; both from the formula).
 *   npm run bench -- jog [--seconds 6] [--seed 1]
 */
import { parseArgs } from "node:util"
import { MotionEstimator } from "../../src-main/shared/gesture/motion/motion-estimator.ts"
import { Smoother } from "../../src-main/shared/gesture/motion/smoother.ts"
import { nearNormal, seededRandom } from "../../src-main/shared/music/random.ts"
import {
  liveAccuracy,
  ourFilter,
  reportsOf,
  type Accuracy,
  type Reported,
} from "../support/gesture/accuracy.ts"
import { baby, strokes, type Hand } from "../support/gesture/hands.ts"
import { alphaBetaFilter } from "./lib/alpha-beta.ts"

const { values } = parseArgs({
  options: {
    seconds: { type: "string", default: "6" },
    seed: { type: "string", default: "1" },
  },
})
const seconds = Number(values.seconds)

interface Case {
  name: string
  ticks: number
  hand: Hand
  reportSeconds?: number
  goal?: { rmse: number; lagMs: number }
}

const baby4 = baby(4, 1.9)
const scribble = baby(12, 1.5)
const CASES: readonly Case[] = [
  { name: "128/rev, 4 Hz", ticks: 128, hand: baby4 },
  { name: "128/rev, 12 Hz", ticks: 128, hand: scribble },
  { name: "720/rev, 4 Hz", ticks: 720, hand: baby4, goal: { rmse: 0.25, lagMs: 5 } },
  { name: "720/rev, 12 Hz", ticks: 720, hand: scribble },
  { name: "3600/rev, 4 Hz", ticks: 3600, hand: baby4, goal: { rmse: 0.15, lagMs: 4 } },
  { name: "3600/rev, 12 Hz", ticks: 3600, hand: scribble },
  { name: "3600/rev, 4 Hz, every 2.5 ms", ticks: 3600, hand: baby4, reportSeconds: 0.0025 },
]

console.log("Velocity live, RMSE in record speed / lag in ms; smoothed afterwards: RMSE")
console.log(`${"".padEnd(30)}${["1/8, 1/256", "1, 0.27", "ours", "smoothed"].map(cell).join("")}`)
let isReached = true
for (const one of CASES) {
  const { ticks, hand, reportSeconds, goal } = one
  const random = seededRandom(Number(values.seed))
  const jitter = (): number => 0.0003 * nearNormal(random)
  const reports = reportsOf(hand, {
    ...{ ticks, seconds, jitter },
    ...(reportSeconds === undefined ? {} : { reportSeconds }),
  })
  const measure = (filter: ReturnType<typeof ourFilter>): Accuracy =>
    liveAccuracy(hand, reports, filter, seconds)
  const slow = measure(alphaBetaFilter(ticks, { alpha: 1 / 8, beta: 1 / 256 }))
  const fast = measure(alphaBetaFilter(ticks, { alpha: 1, beta: 0.27 }))
  const ours = measure(ourFilter(ticks))
  const isMet = !goal || (ours.rmse <= goal.rmse && ours.lagMs <= goal.lagMs)
  isReached &&= isMet
  const wanted = goal
    ? `goal ${goal.rmse} at ${goal.lagMs}: ${isMet ? "reached" : "NOT reached"}`
    : ""
  console.log(
    `${one.name.padEnd(30)}${[...[slow, fast, ours].map(said), smoothed(one, reports).toFixed(3)].map(cell).join("")}${wanted}`,
  )
}
const drift = driftAfterStrokes(1000)
console.log(`drift after 1,000 strokes back and forth: ${drift} ticks`)
console.log(`cost: ${costNanoseconds().toFixed(0)} ns a report`)
process.exitCode = isReached && drift === 0 ? 0 : 1

function cell(text: string): string {
  return text.padEnd(16)
}

function said({ rmse, lagMs }: Accuracy): string {
  return `${rmse.toFixed(3)} / ${lagMs.toFixed(1)}`
}

function smoothed({ ticks, hand }: Case, reports: readonly Reported[]): number {
  const smoother = new Smoother()
  const estimator = new MotionEstimator({ ticksPerRevolution: ticks }, smoother)
  for (const report of reports) estimator.moved(report.atSeconds, report.ticks)
  const { timeSeconds, velocity } = smoother.finish()
  const errors = Array.from(
    timeSeconds,
    (at, i) => [at, velocity[i]! - hand.velocityAt(at)] as const,
  )
  const settled = errors.filter(([at]) => at > 0.5 && at < seconds - 0.1)
  return Math.sqrt(settled.reduce((sum, [, error]) => sum + error ** 2, 0) / settled.length)
}

function driftAfterStrokes(count: number): number {
  const random = seededRandom(2)
  const estimator = new MotionEstimator({ ticksPerRevolution: 720 })
  const reports = reportsOf(strokes([0.06, 0.14], [0.06, -0.14]), {
    ...{ ticks: 720, seconds: 0.12 * count + 0.0005 },
    jitter: () => 0.0003 * nearNormal(random),
  })
  for (const { atSeconds, ticks } of reports) estimator.moved(atSeconds, ticks)
  return Math.abs(estimator.ticks)
}

function costNanoseconds(): number {
  const reports = reportsOf(baby4, { ticks: 3600, seconds: 60, jitter: () => 0 })
  const estimator = new MotionEstimator({ ticksPerRevolution: 3600 })
  const started = performance.now()
  for (const { atSeconds, ticks } of reports) estimator.moved(atSeconds, ticks)
  return ((performance.now() - started) * 1e6) / reports.length
}
