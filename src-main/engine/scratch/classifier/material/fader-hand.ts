/** A fader as hands move it: part of its way, near one end of it, over some time, unevenly, late, and never quite still. */
import { faderAt, type Gesture } from "#shared/gesture/index.ts"
import { nearNormal, type Random } from "#shared/music/random.ts"
import { between, isBy } from "./chance.ts"

const STEP_SECONDS = 0.001

export function handled(gesture: Gesture, random: Random): Gesture {
  const gaps = gesture.fader
    .slice(1)
    .map((each, i) => each.timeSeconds - gesture.fader[i]!.timeSeconds)
  if (gaps.length === 0) return { ...gesture, fader: isBy(random, 0.7) ? [] : [still(random)] }
  const open = openness(gesture, random)
  const place = placing(random)
  const steps = isBy(random, 0.8) ? 16_383 : 127
  const fader: Gesture["fader"][number][] = []
  for (const [i, value] of open.entries()) {
    const whole =
      Math.round(Math.max(0, Math.min(1, place(value, i / open.length))) * steps) / steps
    if (fader.at(-1)?.value !== whole) fader.push({ timeSeconds: i * STEP_SECONDS, value: whole })
  }
  return { ...gesture, fader }
}

const still = (random: Random): Gesture["fader"][number] => ({ timeSeconds: 0, value: random() })

/** 0 closed, 1 open, for every millisecond: late, over the time of its travel, and no two as far. */
function openness(gesture: Gesture, random: Random): Float64Array {
  const count = Math.max(2, Math.ceil(gesture.durationSeconds / STEP_SECONDS))
  const lag = isBy(random, 0.3) ? 0 : between(random, -0.01, 0.05)
  const uneven = between(random, 0, 0.35)
  const wanted = new Float64Array(count)
  let [level, shut, before] = [1, 0, -1]
  for (let i = 0; i < count; i++) {
    const value = (faderAt(gesture, i * STEP_SECONDS - lag) ?? 1) > 0.5 ? 1 : 0
    if (value !== before) {
      if (value === 1) level = 1 - uneven * random()
      else shut = isBy(random, 0.5) ? 0 : 0.6 * uneven * random()
    }
    before = value
    wanted[i] = value === 1 ? level : shut
  }
  return averaged(wanted, travelOf(wanted, random))
}

/** Half of the shortest time that it stays anywhere, at most: else nothing would be heard of it. */
function travelOf(wanted: Float64Array, random: Random): number {
  let [shortest, since] = [Infinity, 0]
  for (let i = 1; i < wanted.length; i++) {
    if (wanted[i] === wanted[i - 1]) continue
    if (since > 0) shortest = Math.min(shortest, i - since)
    since = i
  }
  return Math.max(1, Math.round(Math.min(between(random, 5, 90), 0.7 * shortest)))
}

function averaged(values: Float64Array, width: number): Float64Array {
  const half = Math.floor(width / 2)
  return values.map((_, i) => {
    let sum = 0
    for (let k = -half; k <= half; k++)
      sum += values[Math.max(0, Math.min(values.length - 1, i + k))]!
    return sum / (2 * half + 1)
  })
}

/** From how open it is to where it stands: near one end, which is closed mostly. */
function placing(random: Random): (open: number, progress: number) => number {
  const range = isBy(random, 0.2) ? 1 : between(random, 0.06, 0.45)
  const near = isBy(random, 0.6) ? 0 : between(random, 0, 0.1)
  const isHigh = range < 1 && isBy(random, 0.5)
  const noise = between(random, 0, 0.005)
  const drift = 0.01 * nearNormal(random)
  return (open, progress) => {
    const from = near + open * range * (1 - near) + drift * progress + noise * nearNormal(random)
    return isHigh ? 1 - from : from
  }
}
