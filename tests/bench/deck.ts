/**
 * The deck: how clean the record is read beside four-point interpolation (Catmull-Rom), what folds back at three times the
 * speed, what a deck costs, and how long a hand's movement takes to the deck's output on a simulated clock.
 *
 *   node tests/bench/deck.ts
 */
import { Deck, RecordReader } from "../../src-main/shared/dsp/deck/index.ts"
import { recordOf, tone, toneAndRest } from "../support/records.ts"

const RATE_HZ = 48_000
const COUNT = 24_000
const HAND_SECONDS = 0.005
const QUANTUM = 128

console.log("tone read at      ours        four points")
for (const [hz, speed] of [
  [1000, 0.7],
  [5000, 0.7],
  [10_000, 0.7],
  [15_000, 0.7],
  [10_000, -0.7],
] as const) {
  const snr = [ours, fourPoints].map((read) => {
    const { toneDb, restDb } = toneAndRest(read(hz, speed), hz * Math.abs(speed), RATE_HZ)
    return `${(toneDb - restDb).toFixed(1)} dB`
  })
  console.log(`${hz} Hz, ${speed} x`.padEnd(18) + snr.map((text) => text.padEnd(12)).join(""))
}
for (const [hz, speed] of [
  [10_000, 3],
  [14_000, 2.2],
  [20_000, 1.5],
] as const) {
  const left = [ours, fourPoints].map((read) => `${levelDb(read(hz, speed)).toFixed(1)} dB`)
  console.log(`${hz} Hz, ${speed} x folds ${left.join(", four points ")}`)
}
for (const speed of [1, 3, 8])
  console.log(`a deck at ${speed} x: ${costOf(speed).toFixed(2)} % of a core`)
const { meanMs, spreadMs, lateShare } = handToOutput()
console.log(
  `hand to the deck's output: ${meanMs.toFixed(2)} ms, standard deviation ${spreadMs.toFixed(2)} ms, ` +
    `${(100 * lateShare).toFixed(1)} % late`,
)

function pathOf(speed: number): Float64Array {
  return Float64Array.from({ length: COUNT + 1 }, (_, i) => 2.5 * RATE_HZ + i * speed)
}

function ours(hz: number, speed: number): Float32Array {
  const out = new Float32Array(COUNT)
  new RecordReader(COUNT).read(recordOf(tone(hz), { seconds: 6 }), 0, pathOf(speed), COUNT, out)
  return out
}

function fourPoints(hz: number, speed: number): Float32Array {
  const at = (frame: number): number => tone(hz)(frame / RATE_HZ)
  return Float32Array.from(pathOf(speed).subarray(0, COUNT), (place) => {
    const base = Math.floor(place)
    const x = place - base
    const [a, b, c, d] = [at(base - 1), at(base), at(base + 1), at(base + 2)]
    return b + 0.5 * x * (c - a + x * (2 * a - 5 * b + 4 * c - d + x * (3 * (b - c) + d - a)))
  })
}

/** Relative to the tone that was read. */
function levelDb(samples: Float32Array): number {
  const power = samples.reduce((sum, value) => sum + value * value, 0) / samples.length
  return 10 * Math.log10(power / 0.125)
}

function costOf(speed: number): number {
  const deck = new Deck(RATE_HZ)
  const seconds = 8
  deck.load(recordOf(tone(440), { seconds: 6, channels: 2 }))
  const [left, right] = [new Float32Array(QUANTUM), new Float32Array(QUANTUM)]
  deck.send({ kind: "touch", frame: 0, isHeld: true })
  const before = process.cpuUsage()
  for (let frame = 0; frame < seconds * RATE_HZ; frame += QUANTUM) {
    // To and fro through two seconds of the record.
    const phase = ((frame / RATE_HZ) * speed) / 2
    const way = phase % 2
    deck.send({
      kind: "platter",
      frame,
      position: 1 + 2 * (way < 1 ? way : 2 - way),
      velocity: way < 1 ? speed : -speed,
    })
    deck.process(left, right, 0, QUANTUM)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e4 / seconds
}

/**
 * A hand reports each millisecond; a message needs .3 to 1.5 ms to the audio thread, which works every 128 frames. When is
 * a step of speed half heard?
 */
function handToOutput(): { meanMs: number; spreadMs: number; lateShare: number } {
  const delays: number[] = []
  let late = 0
  let sent = 0
  let seed = 1
  const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647
  for (let run = 0; run < 200; run++) {
    const deck = new Deck(RATE_HZ)
    const stepMs = 20 + 5 * random()
    const reports: { ms: number; arrivesMs: number; position: number; velocity: number }[] = []
    for (let ms = random(); ms < 60; ms += 1) {
      const moved = Math.max(0, ms - stepMs) / 1000
      reports.push({
        ms,
        arrivesMs: ms + 0.3 + 1.2 * random(),
        position: moved,
        velocity: ms > stepMs ? 1 : 0,
      })
    }
    deck.send({ kind: "touch", frame: 0, isHeld: true })
    const sound = new Float32Array(32)
    let next = 0
    let heardMs = NaN
    for (let frame = 0; frame < 0.07 * RATE_HZ; frame += 32) {
      const ms = (frame / RATE_HZ) * 1000
      // Messages are taken where a block of 128 frames begins.
      while (frame % QUANTUM === 0 && next < reports.length && reports[next]!.arrivesMs <= ms) {
        const { ms: atMs, position, velocity } = reports[next++]!
        const due = Math.round((atMs / 1000 + HAND_SECONDS) * RATE_HZ)
        const kept = deck.send({ kind: "platter", frame: due, position, velocity })
        sent++
        if (kept.frame !== due) late++
      }
      deck.process(sound, sound, 0, 32)
      if (Number.isNaN(heardMs) && deck.speed > 0.5) heardMs = ms
    }
    delays.push(heardMs - stepMs)
  }
  const meanMs = delays.reduce((sum, delay) => sum + delay, 0) / delays.length
  const variance = delays.reduce((sum, delay) => sum + (delay - meanMs) ** 2, 0) / delays.length
  return { meanMs, spreadMs: Math.sqrt(variance), lateShare: late / sent }
}
