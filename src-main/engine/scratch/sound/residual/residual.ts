/** What the residual sees of a take that the physics have played, and what it makes of their sound. */
import { COLOUR_BEHIND } from "../deck/colour.ts"
import { type LearntDeck, play, type Playing, type Stretch } from "../deck/learnt-deck.ts"
import { BAND_HOP, BANDS, logBands, shaped } from "../spectra/bands.ts"
import { noiseBands, steadyNoise } from "../spectra/steady-noise.ts"
import { CONTROLS, RESIDUAL_INPUTS, RESIDUAL_OUTPUTS } from "./network.ts"
import { runResidual } from "./run-network.ts"

/** Nats of power that the network sees as 1. */
export const INPUT_SPAN = 6

export interface Residual {
  weights: Float32Array
  /** Of the rig's noise where nothing plays, by band: natural logarithm of the power. */
  noise: Float32Array
}

export interface Seen {
  sound: Float64Array
  /** Frames x bands of the sound. */
  bands: Float32Array
  /** Frames x inputs of the network. */
  inputs: Float32Array
}

export function seenOf(deck: LearntDeck, playing: Playing, stretch: Stretch): Seen {
  const { sound, trace, gates } = play(deck, playing, stretch)
  const bands = logBands(sound)
  const count = bands.length / BANDS
  const inputs = new Float32Array(count * RESIDUAL_INPUTS)
  for (let frame = 0; frame < count; frame++) {
    const row = frame * RESIDUAL_INPUTS
    for (let band = 0; band < BANDS; band++)
      inputs[row + band] = (bands[frame * BANDS + band]! + 4) / INPUT_SPAN
    const at = Math.min(stretch.count - 1, frame * BAND_HOP)
    const speed = trace.speed[at + COLOUR_BEHIND]!
    const acceleration = trace.acceleration[at + COLOUR_BEHIND]!
    const controls = row + RESIDUAL_INPUTS - CONTROLS
    inputs[controls] = clamp(speed / 2)
    inputs[controls + 1] = 0.25 * Math.log2(speed * speed + 0.01)
    inputs[controls + 2] = clamp(acceleration / 60)
    inputs[controls + 3] = gates[at]!
  }
  return { sound, bands, inputs }
}

const clamp = (value: number): number => Math.min(2, Math.max(-2, value))

/** @param from the stretch's first frame: the noise goes on from stretch to stretch */
export function withResidual(seen: Seen, { weights, noise }: Residual, from: number): Float64Array {
  const told = runResidual(weights, seen.inputs)
  const count = told.length / RESIDUAL_OUTPUTS
  const gains = new Float32Array(count * BANDS)
  const levels = new Float32Array(count * BANDS)
  const white = noiseBands()
  for (let frame = 0; frame < count; frame++)
    for (let band = 0; band < BANDS; band++) {
      const at = frame * RESIDUAL_OUTPUTS + band
      gains[frame * BANDS + band] = 0.5 * told[at]!
      levels[frame * BANDS + band] = 0.5 * (noise[band]! + told[at + BANDS]! - white[band]!)
    }
  const sound = shaped(seen.sound, gains)
  const own = shaped(steadyNoise(from, seen.sound.length), levels)
  for (let i = 0; i < sound.length; i++) sound[i]! += own[i]!
  return sound
}
