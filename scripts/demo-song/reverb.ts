/**
 * A room for the send: a feedback delay network of eight lines with a Householder matrix (J.-M. Jot, A. Chaigne,
 * "Digital delay networks for designing artificial reverberators", AES 90, 1991), each line darkened by a one-pole.
 */
import type { MixBus } from "./mix-bus.ts"
import { RATE_HZ } from "./song.ts"

/** Primes, 29 to 79 ms, so that the echoes of no two lines fall together. */
const DELAY_FRAMES = [1277, 1493, 1759, 2029, 2377, 2711, 3067, 3491]
const DECAY_SECONDS = 2.1
const DARKNESS = 0.35
const LEVEL = 0.5

interface Line {
  memory: Float32Array
  position: number
  feedback: number
  filtered: number
}

/** Adds the reverberated send to the bus: even lines left, odd lines right. */
export function addReverb(bus: MixBus): void {
  const lines = DELAY_FRAMES.map(createLine)
  for (let frame = 0; frame < bus.send.length; frame++) {
    const input = bus.send[frame] ?? 0
    let sum = 0
    for (const line of lines) {
      const delayed = line.memory[line.position] ?? 0
      line.filtered += (1 - DARKNESS) * (delayed - line.filtered)
      sum += line.filtered
    }
    const shared = (2 / lines.length) * sum
    let left = 0
    let right = 0
    for (const [index, line] of lines.entries()) {
      if (index % 2 === 0) left += line.filtered
      else right += line.filtered
      line.memory[line.position] = input + (line.filtered - shared) * line.feedback
      line.position = (line.position + 1) % line.memory.length
    }
    bus.left[frame] = (bus.left[frame] ?? 0) + left * LEVEL
    bus.right[frame] = (bus.right[frame] ?? 0) + right * LEVEL
  }
}

/** The feedback that lets a line fall by 60 dB in DECAY_SECONDS. */
function createLine(frames: number): Line {
  const feedback = 10 ** ((-3 * frames) / (DECAY_SECONDS * RATE_HZ))
  return { memory: new Float32Array(frames), position: 0, feedback, filtered: 0 }
}
