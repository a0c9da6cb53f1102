/** From the mix to the finished record: no rumble, one loudness, a limiter that looks ahead, fades at both ends. */
import { gainFromDb } from "./mix-bus.ts"
import { RATE_HZ } from "./song.ts"

interface Stereo {
  left: Float32Array
  right: Float32Array
}

const CEILING_DB = -1
/** Mean level of the song's louder parts before limiting. */
const TARGET_RMS_DB = -17
const GATE_BELOW_MEAN_DB = 10
const RUMBLE_HZ = 25
const LOOK_AHEAD_FRAMES = 220
const RELEASE_SECONDS = 0.18
const FADE_IN_SECONDS = 0.02
const FADE_OUT_SECONDS = 5

/** Changes the sound in place; afterwards no sample is above -1 dB of full scale and the loudest is there. */
export function master(sound: Stereo): void {
  removeRumble(sound.left)
  removeRumble(sound.right)
  fadeEnds(sound)
  scale(sound, gainFromDb(TARGET_RMS_DB - gatedRmsDb(sound)))
  limit(sound)
  const peak = peakOf(sound)
  if (peak > 0) scale(sound, gainFromDb(CEILING_DB) / peak)
}

/** Highest absolute sample of both sides. */
export function peakOf({ left, right }: Stereo): number {
  let peak = 0
  for (const side of [left, right]) {
    for (const value of side) peak = Math.max(peak, Math.abs(value))
  }
  return peak
}

function scale(sound: Stereo, gain: number): void {
  for (const side of [sound.left, sound.right]) {
    for (let frame = 0; frame < side.length; frame++) side[frame] = (side[frame] ?? 0) * gain
  }
}

/** First-order high-pass. */
function removeRumble(samples: Float32Array): void {
  const keep = Math.exp((-2 * Math.PI * RUMBLE_HZ) / RATE_HZ)
  let lastIn = 0
  let lastOut = 0
  for (let frame = 0; frame < samples.length; frame++) {
    const input = samples[frame] ?? 0
    lastOut = keep * (lastOut + input - lastIn)
    lastIn = input
    samples[frame] = lastOut
  }
}

function fadeEnds({ left, right }: Stereo): void {
  const inFrames = FADE_IN_SECONDS * RATE_HZ
  const outFrames = FADE_OUT_SECONDS * RATE_HZ
  for (const side of [left, right]) {
    for (let frame = 0; frame < side.length; frame++) {
      const rest = Math.min(1, (side.length - 1 - frame) / outFrames)
      side[frame] =
        (side[frame] ?? 0) * Math.min(1, frame / inFrames) * Math.sin((rest * Math.PI) / 2)
    }
  }
}

/** Mean level in dB over blocks of 0.4 s, without those far below the mean: ITU-R BS.1770's gate, unweighted. */
function gatedRmsDb({ left, right }: Stereo): number {
  const blockFrames = Math.round(0.4 * RATE_HZ)
  const powers: number[] = []
  for (let start = 0; start < left.length; start += blockFrames) {
    const end = Math.min(left.length, start + blockFrames)
    let sum = 0
    for (let frame = start; frame < end; frame++) {
      sum += ((left[frame] ?? 0) ** 2 + (right[frame] ?? 0) ** 2) / 2
    }
    powers.push(sum / (end - start))
  }
  const gate = mean(powers) * 10 ** (-GATE_BELOW_MEAN_DB / 10)
  const loud = mean(powers.filter((power) => power >= gate))
  return 10 * Math.log10(Math.max(loud, 1e-12))
}

function mean(values: number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Turns down before each peak (the least gain within the look-ahead, smoothed over as long) and up again slowly. */
function limit({ left, right }: Stereo): void {
  const wanted = heldGains({ left, right })
  const release = 1 - Math.exp(-1 / (RELEASE_SECONDS * RATE_HZ))
  let released = 1
  for (let frame = 0; frame < wanted.length; frame++) {
    const target = wanted[frame] ?? 1
    released = target < released ? target : released + release * (target - released)
    wanted[frame] = released
  }
  let sum = LOOK_AHEAD_FRAMES
  for (let frame = 0; frame < wanted.length; frame++) {
    sum +=
      (wanted[frame] ?? 1) -
      (frame < LOOK_AHEAD_FRAMES ? 1 : (wanted[frame - LOOK_AHEAD_FRAMES] ?? 1))
    const gain = sum / LOOK_AHEAD_FRAMES
    left[frame] = (left[frame] ?? 0) * gain
    right[frame] = (right[frame] ?? 0) * gain
  }
}

/** For each frame the gain that its own and the next LOOK_AHEAD_FRAMES frames need at most. */
function heldGains({ left, right }: Stereo): Float64Array {
  const ceiling = gainFromDb(CEILING_DB)
  const gains = new Float64Array(left.length).fill(1)
  for (let frame = 0; frame < left.length; frame++) {
    const peak = Math.max(Math.abs(left[frame] ?? 0), Math.abs(right[frame] ?? 0))
    if (peak <= ceiling) continue
    const needed = ceiling / peak
    for (let held = Math.max(0, frame - LOOK_AHEAD_FRAMES); held <= frame; held++) {
      gains[held] = Math.min(gains[held] ?? 1, needed)
    }
  }
  return gains
}
